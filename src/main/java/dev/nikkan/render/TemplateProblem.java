package dev.nikkan.render;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something wrong in a template.
///
/// @param file its name in the folder of templates
/// @param line from 1; 0 where it is of no single line
public record TemplateProblem(String file, int line, String message) {
    private static final Pattern LINE = Pattern.compile(" @ line (\\d+)$");

    static TemplateProblem of(String file, MustacheException wrong) {
        String message = String.valueOf(wrong.getMessage());
        if (wrong instanceof MustacheException.Context context) {
            return new TemplateProblem(file, context.lineNo, message);
        }
        Matcher line = LINE.matcher(message);
        if (wrong instanceof MustacheParseException && line.find()) {
            return new TemplateProblem(file, Integer.parseInt(line.group(1)), message.substring(0, line.start()));
        }
        return new TemplateProblem(file, 0, message);
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
}
