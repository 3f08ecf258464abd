package dev.nikkan.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.store.Reread;
import dev.nikkan.store.Reread.Difference;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What came of reading mails again: by what they were and are, and field by field.
final class ReparseSummary {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int EXAMPLES = 3;
    private static final int EXCERPT = 60;
    private static final Set<String> STANDING = Set.of("status", "kind", "duplicate_of");

    private record Transition(String from, String to) implements Comparable<Transition> {
        @Override
        public int compareTo(Transition other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Example(long mail, Difference difference) {}

    private static final class Field {
        private int gained;
        private int lost;
        private int changed;
        private final List<Example> examples = new ArrayList<>();

        private void add(long mail, Difference difference) {
            if (difference.before().isEmpty()) {
                gained++;
            } else if (difference.after().isEmpty()) {
                lost++;
            } else {
                changed++;
            }
            if (examples.size() < EXAMPLES) {
                examples.add(new Example(mail, difference));
            }
        }
    }

    private final boolean dryRun;
    private final int parser;
    private final Map<Transition, Integer> transitions = new TreeMap<>();
    private final Map<String, Field> fields = new TreeMap<>();
    private final Set<Long> changed = new HashSet<>();
    private int read;

    ReparseSummary(boolean dryRun, int parser) {
        this.dryRun = dryRun;
        this.parser = parser;
    }

    void add(int mails, List<Reread> rereads) {
        read += mails;
        rereads.stream().filter(Reread::changed).forEach(this::add);
    }

    private void add(Reread reread) {
        changed.add(reread.id());
        String from = Reread.standing(reread.before());
        String to = Reread.standing(reread.after());
        boolean same = from.equals(to);
        if (!same) {
            transitions.merge(new Transition(from, to), 1, Integer::sum);
        }
        reread.differences().forEach((name, difference) -> {
            // Of a mail that is no entry any more, or a new one, all the entry's fields differ, which says nothing.
            if (!STANDING.contains(name) && (same || !name.contains("."))) {
                fields.computeIfAbsent(name, _ -> new Field()).add(reread.id(), difference);
            }
        });
    }

    String account() {
        return "%d mails read again, %d unchanged, %d changed".formatted(read, unchanged(), changed.size());
    }

    private int unchanged() {
        return Math.max(0, read - changed.size());
    }

    String text() {
        StringBuilder text = new StringBuilder(account()).append(dryRun ? " (nothing was written)\n" : "\n");
        transitions.forEach((transition, mails) ->
                text.append("  %-26s -> %-26s %d%n".formatted(transition.from(), transition.to(), mails)));
        fields.forEach((name, field) -> {
            text.append(
                    "  %s: %d gained, %d lost, %d changed%n".formatted(name, field.gained, field.lost, field.changed));
            field.examples.forEach(example -> text.append("    mail %d: %s -> %s%n"
                    .formatted(
                            example.mail(),
                            excerpt(example.difference().before()),
                            excerpt(example.difference().after()))));
        });
        return text.toString();
    }

    /// What a mail says must not steer the terminal.
    private static String excerpt(Optional<String> value) {
        String plain = value.orElse("-").replaceAll("[\\p{Cc}\\p{Cf}]", " ");
        return plain.codePointCount(0, plain.length()) <= EXCERPT
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, EXCERPT)) + "...";
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("dry_run", dryRun);
        json.writeNumberField("parser", parser);
        json.writeNumberField("read", read);
        json.writeNumberField("unchanged", unchanged());
        json.writeNumberField("changed", changed.size());
        json.writeArrayFieldStart("transitions");
        for (Map.Entry<Transition, Integer> entry : transitions.entrySet()) {
            json.writeStartObject();
            json.writeStringField("from", entry.getKey().from());
            json.writeStringField("to", entry.getKey().to());
            json.writeNumberField("mails", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("fields");
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            write(json, entry.getKey(), entry.getValue());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Field field) throws IOException {
        json.writeStartObject();
        json.writeStringField("field", name);
        json.writeNumberField("gained", field.gained);
        json.writeNumberField("lost", field.lost);
        json.writeNumberField("changed", field.changed);
        json.writeArrayFieldStart("examples");
        for (Example example : field.examples) {
            json.writeStartObject();
            json.writeNumberField("mail", example.mail());
            text(json, "before", example.difference().before());
            text(json, "after", example.difference().after());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
