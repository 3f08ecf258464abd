package dev.nikkan.summary.gate;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Revision;
import dev.nikkan.summary.Material;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `labelled.txt`: summaries of which it is known whether they are to be printed.
record LabelledSet(List<Case> cases) {
    /// @param kind what was done to it; `good` where nothing was
    /// @param expected why it is not to be printed: each of them, or with `any` whichever
    /// @param line where it stands in the file
    record Case(
            Material material,
            Language language,
            String kind,
            Set<Reason> expected,
            boolean any,
            String text,
            int line) {
        boolean good() {
            return kind.equals("good");
        }

        @Override
        public String toString() {
            return "line %d (%s %s %s)".formatted(line, material.draft(), language, kind);
        }
    }

    private static final Map<String, Reason> REASON_OF_KIND = Map.of("person", Reason.NAME, "cut", Reason.CUT_OFF);

    static LabelledSet read() {
        try (InputStream stream = Objects.requireNonNull(
                LabelledSet.class.getResourceAsStream("/summary/labelled.txt"), "labelled.txt")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new LabelledSet(new Reader(text.lines().toList()).cases());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The good summaries of the other drafts: what a summary of this draft must not repeat.
    List<Neighbour> others(Case subject) {
        return cases.stream()
                .filter(Case::good)
                .filter(other -> other.language() == subject.language())
                .filter(other ->
                        !other.material().draft().equals(subject.material().draft()))
                .map(other -> new Neighbour(other.material(), other.text()))
                .toList();
    }

    private static final class Reader {
        private final List<String> lines;
        private final List<Case> cases = new ArrayList<>();
        private final Map<Language, String> lastGood = new EnumMap<>(Language.class);
        private int at;

        Reader(List<String> lines) {
            this.lines = lines;
        }

        List<Case> cases() {
            Material material = null;
            while (at < lines.size()) {
                String line = lines.get(at++);
                if (line.startsWith("= ")) {
                    material = new Material(draft(line.substring(2)), lines.get(at++), lines.get(at++));
                    lastGood.clear();
                } else if (line.startsWith("+ ") || line.startsWith("- ")) {
                    read(Objects.requireNonNull(material), line);
                }
            }
            return cases;
        }

        private static DraftRevision draft(String text) {
            int hyphen = text.lastIndexOf('-');
            return new DraftRevision(
                    new DraftName(text.substring(0, hyphen)),
                    new Revision(Integer.parseInt(text.substring(hyphen + 1))));
        }

        private void read(Material material, String head) {
            int line = at;
            String[] label = head.substring(2).split(": ?", 2);
            String[] words = label[0].split(" ", -1);
            Language language = Language.valueOf(words[0].toUpperCase(Locale.ROOT));
            String kind = words.length > 1 ? words[1] : "good";
            String text = text(language);
            if (kind.equals("good")) {
                lastGood.put(language, text);
            }
            String reasons = label.length > 1 ? label[1] : kind;
            boolean any = reasons.equals("any");
            cases.add(new Case(
                    material,
                    language,
                    kind,
                    any || kind.equals("good") ? Set.of() : reasons(reasons),
                    any,
                    text,
                    line));
        }

        private static Set<Reason> reasons(String names) {
            return Stream.of(names.split(" "))
                    .map(name -> REASON_OF_KIND.containsKey(name)
                            ? Objects.requireNonNull(REASON_OF_KIND.get(name))
                            : Reason.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
        }

        private String text(Language language) {
            List<String> own = new ArrayList<>();
            while (at < lines.size() && !lines.get(at).isBlank()) {
                own.add(lines.get(at++).replace("\\n", "\n"));
            }
            if (own.stream().noneMatch(line -> line.contains(" => "))) {
                return String.join("\n", own);
            }
            String text = Objects.requireNonNull(lastGood.get(language), "no good one before line " + at);
            for (String edit : own) {
                String[] sides = edit.split(" => ", 2);
                if (!text.contains(sides[0])) {
                    throw new IllegalStateException("line " + at + ": not there: " + sides[0]);
                }
                text = text.replace(sides[0], sides[1]);
            }
            return text;
        }
    }
}
