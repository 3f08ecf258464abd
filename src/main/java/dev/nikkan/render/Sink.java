package dev.nikkan.render;

import com.samskivert.mustache.Mustache;
import java.net.URI;

/// Where a template's text goes. Every value of a template passes here, those in triple braces too, so that no template
/// can print what a mail says as it came.
enum Sink implements Mustache.Formatter {
    TEXT {
        @Override
        String encode(String shown) {
            return shown;
        }
    },
    MARKDOWN {
        @Override
        String encode(String shown) {
            return MarkdownText.of(shown);
        }
    },
    /// Between double quotes (YAML 1.2 §7.3.1).
    YAML {
        @Override
        String encode(String shown) {
            return shown.replace("\\", "\\\\").replace("\"", "\\\"");
        }
    },
    HTML {
        @Override
        String encode(String shown) {
            return HtmlText.of(shown);
        }
    };

    /// @param shown one line, already without control characters
    abstract String encode(String shown);

    @Override
    public CharSequence format(Object value) {
        return switch (value) {
            case Integer number -> number.toString();
            case URI link -> this == HTML ? HtmlText.of(link.toString()) : link.toString();
            default -> encode(ShownText.of(value.toString()));
        };
    }
}
