package dev.nikkan.render;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something wrong in a template.
///
/// @param file its name in the folder of templates
/// @param line from 1; 0 where it is of no single line
/// @param column from 1, in characters; 0 where it is of the whole line
public record TemplateProblem(String file, int line, int column, String message) {
    private static final Pattern LINE = Pattern.compile(" @ line (\\d+)$");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    /// Of a file as a whole.
    static TemplateProblem of(String file, String message) {
        return new TemplateProblem(file, 0, 0, message);
    }

    /// @param source what stands in the file: the library tells the line alone
    static TemplateProblem of(String file, String source, MustacheException wrong) {
        String message = String.valueOf(wrong.getMessage());
        if (wrong instanceof MustacheException.Context context) {
            return new TemplateProblem(file, context.lineNo, column(source, context.lineNo, context.key), message);
        }
        Matcher line = LINE.matcher(message);
        if (wrong instanceof MustacheParseException && line.find()) {
            int number = Integer.parseInt(line.group(1));
            String sentence = message.substring(0, line.start());
            Matcher name = QUOTED.matcher(sentence);
            return new TemplateProblem(
                    file, number, column(source, number, name.find() ? name.group(1) : ""), sentence);
        }
        return of(file, message);
    }

    /// Where in its line the tag of that name begins, else the line's first tag.
    private static int column(String source, int line, String name) {
        List<String> lines = source.lines().toList();
        if (line < 1 || line > lines.size()) {
            return 0;
        }
        String text = lines.get(line - 1);
        Matcher tag =
                Pattern.compile("\\{\\{[{#^/&>]?\\s*" + Pattern.quote(name)).matcher(text);
        return (tag.find() ? tag.start() : text.indexOf("{{")) + 1;
    }

    /// `text.ja.mustache:3:5: there is no 'titel'`
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (column > 0 ? ":" + column : "") + ": " + message;
    }
}
