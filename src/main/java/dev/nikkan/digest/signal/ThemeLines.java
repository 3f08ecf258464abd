package dev.nikkan.digest.signal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a file of themes, `id | Japanese | English | flags | patterns` a line, under lines `[id | Japanese | English]`
/// of the areas they lie in, and gathers what is wrong with it.
final class ThemeLines {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern GROUP = Pattern.compile("@[a-z0-9]+");
    private static final int FIELDS = 5;
    private static final Pattern AREA = Pattern.compile("\\[([^|\\]]*)\\|([^|\\]]*)\\|([^|\\]]*)]");

    private final Map<String, Theme> themes = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<ThemeProblem> problems = new ArrayList<>();

    private Optional<Area> area = Optional.empty();

    private ThemeLines() {}

    /// @param known the themes that lie underneath
    /// @return what the file says, in its order
    static List<Theme> read(String text, Map<String, Theme> known) throws ThemeException {
        ThemeLines reader = new ThemeLines();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[")) {
                reader.readArea(i + 1, line);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                reader.read(i + 1, line);
            }
        }
        reader.refuseUnknownParents(known);
        if (!reader.problems.isEmpty()) {
            throw new ThemeException(reader.problems);
        }
        return List.copyOf(reader.themes.values());
    }

    /// Themes below it lie in that area, up to the next such line.
    private void readArea(int number, String line) {
        Matcher fields = AREA.matcher(line);
        if (!fields.matches()
                || !ID.matcher(fields.group(1).strip()).matches()
                || fields.group(2).isBlank()
                || fields.group(3).isBlank()) {
            wrong(number, "An area is \"[id | Japanese | English]\", its id as that of a theme.");
            return;
        }
        Label label = new Label(fields.group(2).strip(), fields.group(3).strip());
        area = Optional.of(new Area(fields.group(1).strip(), label));
    }

    private void read(int number, String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != FIELDS) {
            wrong(
                    number,
                    "A theme is \"id | Japanese | English | flags | patterns\": this line has %d of the 5 fields."
                            .formatted(fields.length));
            return;
        }
        String id = fields[0].strip();
        if (!ID.matcher(id).matches()) {
            wrong(number, "\"%s\" is no id: lower-case letters, digits and hyphens, at most 40.".formatted(id));
            return;
        }
        Integer earlier = lines.putIfAbsent(id, number);
        if (earlier != null) {
            wrong(number, "The theme \"%s\" stands in line %d already.".formatted(id, earlier));
            return;
        }
        theme(number, id, fields).ifPresent(theme -> themes.put(id, theme));
    }

    private Optional<Theme> theme(int number, String id, String[] fields) {
        int before = problems.size();
        Set<String> flags = words(fields[3], "\\s+");
        Set<String> parents = parents(number, flags);
        Set<String> groups = new HashSet<>();
        List<Phrase> phrases = new ArrayList<>();
        for (String pattern : words(fields[4], ";")) {
            if (pattern.startsWith("@")) {
                groups.add(group(number, pattern));
            } else {
                Phrase.parse(pattern)
                        .ifPresentOrElse(
                                phrases::add, () -> wrong(number, "There is no word in \"%s\".".formatted(pattern)));
            }
        }
        String ja = fields[1].strip();
        String en = fields[2].strip();
        if ((ja.isEmpty() || en.isEmpty()) && !(groups.isEmpty() && phrases.isEmpty())) {
            wrong(number, "The theme \"%s\" needs a name in both languages.".formatted(id));
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Theme(
                id,
                new Label(ja, en),
                flags.contains("strong"),
                flags.contains("watch"),
                parents,
                area,
                groups,
                phrases));
    }

    private Set<String> parents(int number, Set<String> flags) {
        Set<String> parents = new HashSet<>();
        for (String flag : flags) {
            if (flag.startsWith("in:")) {
                parents.add(flag.substring("in:".length()));
            } else if (!flag.equals("strong") && !flag.equals("watch")) {
                wrong(number, "\"%s\" is no flag; there are strong, watch and in:ID.".formatted(flag));
            }
        }
        return parents;
    }

    private String group(int number, String pattern) {
        if (!GROUP.matcher(pattern).matches()) {
            wrong(number, "\"%s\" names no group; write @ and its acronym, @rats.".formatted(pattern));
        }
        return pattern.substring(1);
    }

    private void refuseUnknownParents(Map<String, Theme> known) {
        themes.values()
                .forEach(theme -> theme.within().stream()
                        .filter(parent -> (!themes.containsKey(parent) && !known.containsKey(parent))
                                || parent.equals(theme.id()))
                        .sorted()
                        .forEach(parent -> wrong(
                                lines.getOrDefault(theme.id(), 0),
                                "There is no other theme \"%s\" for \"in:%s\".".formatted(parent, parent))));
    }

    /// In the file's order, so that what is read does not depend on how a set is kept.
    private static Set<String> words(String field, String separator) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : field.split(separator, -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }

    private void wrong(int line, String sentence) {
        problems.add(new ThemeProblem(line, sentence));
    }
}
