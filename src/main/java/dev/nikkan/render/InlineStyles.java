package dev.nikkan.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A style sheet whose simple rules are written into the elements of a template, because many mail programs drop the
/// sheet itself. Done once, on the template: what mails say is not there yet.
///
/// Simple are the rules outside of `@media` whose selector is a tag (`h2`), a class (`.meta`) or both (`p.meta`), or
/// several of these. What an element has of its own stands last and so prevails.
final class InlineStyles {
    private static final Pattern COMMENT = Pattern.compile("\\{\\{!.*?}}|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern AT_RULE = Pattern.compile("@[^{}]*\\{(?:[^{}]*\\{[^{}]*})*[^{}]*}");
    private static final Pattern SIMPLE = Pattern.compile("([a-z][a-z0-9]*)?(?:\\.([a-z][a-z0-9-]*))?");
    private static final Pattern ELEMENT =
            Pattern.compile("<([a-z][a-z0-9]*)((?:\\s+[a-z-]+=\"[^\"]*\")*)\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLASS = Pattern.compile("\\sclass=\"([^\"]*)\"");
    private static final Pattern STYLE = Pattern.compile("\\sstyle=\"([^\"]*)\"");

    /// @param tag empty: any
    /// @param name of a class; empty: any
    private record Rule(String tag, String name, String declarations) {
        /// A class outweighs a tag, whichever rule comes first.
        int weight() {
            return (tag.isEmpty() ? 0 : 1) + (name.isEmpty() ? 0 : 2);
        }

        boolean fits(String element, List<String> classes) {
            return (tag.isEmpty() || tag.equals(element)) && (name.isEmpty() || classes.contains(name));
        }
    }

    private final List<Rule> rules;

    private InlineStyles(List<Rule> rules) {
        this.rules = rules;
    }

    static InlineStyles of(String sheet) {
        String plain = AT_RULE.matcher(COMMENT.matcher(sheet).replaceAll("")).replaceAll("");
        List<Rule> rules = new ArrayList<>();
        Matcher rule = RULE.matcher(plain);
        while (rule.find()) {
            String declarations = rule.group(2).strip().replaceAll("\\s+", " ").replace('"', '\'');
            for (String selector : rule.group(1).split(",", -1)) {
                Matcher simple = SIMPLE.matcher(selector.strip());
                if (simple.matches() && !selector.isBlank()) {
                    rules.add(new Rule(orEmpty(simple.group(1)), orEmpty(simple.group(2)), declarations));
                }
            }
        }
        rules.sort(Comparator.comparingInt(Rule::weight));
        return new InlineStyles(List.copyOf(rules));
    }

    /// The template with the rules in its elements, line by line where they were.
    String in(String template) {
        return ELEMENT.matcher(template).replaceAll(element -> Matcher.quoteReplacement(styled(element)));
    }

    private String styled(MatchResult element) {
        String attributes = element.group(2);
        List<String> classes = List.of(value(CLASS, attributes).split(" ", -1));
        String own = value(STYLE, attributes);
        Map<String, String> declarations = new LinkedHashMap<>();
        Stream.concat(
                        rules.stream()
                                .filter(rule -> rule.fits(element.group(1), classes))
                                .map(Rule::declarations),
                        Stream.of(own))
                .forEach(more -> add(more, declarations));
        String style = String.join(" ", declarations.values());
        if (style.isEmpty()) {
            return element.group();
        }
        return "<" + element.group(1) + STYLE.matcher(attributes).replaceAll("") + " style=\"" + style + "\">";
    }

    /// The later prevails.
    private static void add(String declarations, Map<String, String> byProperty) {
        for (String declaration : declarations.split(";", -1)) {
            String property = declaration.split(":", -1)[0].strip();
            if (!property.isEmpty()) {
                byProperty.remove(property);
                byProperty.put(property, declaration.strip() + ";");
            }
        }
    }

    private static String value(Pattern attribute, String attributes) {
        Matcher found = attribute.matcher(attributes);
        return found.find() ? found.group(1) : "";
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }
}
