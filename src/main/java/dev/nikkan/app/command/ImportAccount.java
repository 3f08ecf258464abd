package dev.nikkan.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.store.ImportedCount;
import dev.nikkan.store.QuarantineCause;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an import has brought.
///
/// @param messages those in the archives, the ones stored before included
/// @param added those that have a new row
/// @param counts what became of the new ones
/// @param finished whether the archives were read to their ends
record ImportAccount(long messages, long added, List<ImportedCount> counts, boolean finished) {
    private static final JsonFactory JSON = new JsonFactory();

    ImportAccount {
        counts = List.copyOf(counts);
    }

    /// One line of sums, and if there is anything new, one of what it is.
    String text() {
        String sums = "%d messages, %d new, %d stored already".formatted(messages, added, messages - added);
        return counts.isEmpty() ? sums : sums + "\n" + news();
    }

    private String news() {
        List<String> parts = new ArrayList<>();
        kinds().forEach((kind, mails) -> parts.add(mails + " " + kind));
        long duplicates = of("duplicate");
        if (duplicates > 0) {
            parts.add(duplicates + (duplicates == 1 ? " duplicate" : " duplicates"));
        }
        if (of("other") > 0) {
            parts.add(of("other") + " other");
        }
        causes().forEach((cause, mails) -> parts.add(mails + " in quarantine (" + cause + ")"));
        if (of("pending") > 0) {
            parts.add(of("pending") + " still to be read");
        }
        return "new: " + String.join(", ", parts);
    }

    /// The announcements, by kind as in `v_message`.
    private Map<String, Long> kinds() {
        Map<String, Long> kinds = new LinkedHashMap<>();
        counts.stream()
                .filter(count -> count.status().equals("parsed"))
                .forEach(count -> kinds.merge(count.kind().orElse("announcement"), count.mails(), Long::sum));
        return kinds;
    }

    private Map<String, Long> causes() {
        Map<String, Long> causes = new LinkedHashMap<>();
        counts.forEach(count -> count.cause()
                .map(QuarantineCause::text)
                .ifPresent(cause -> causes.merge(cause, count.mails(), Long::sum)));
        return causes;
    }

    private long of(String status) {
        return counts.stream()
                .filter(count -> count.status().equals(status))
                .mapToLong(ImportedCount::mails)
                .sum();
    }

    /// One object.
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("messages", messages);
            json.writeNumberField("new", added);
            json.writeNumberField("stored_already", messages - added);
            write(json, "kinds", kinds());
            json.writeNumberField("duplicates", of("duplicate"));
            json.writeNumberField("other", of("other"));
            write(json, "quarantined", causes());
            json.writeNumberField("pending", of("pending"));
            json.writeBooleanField("finished", finished);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, Map<String, Long> numbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            json.writeNumberField(number.getKey(), number.getValue());
        }
        json.writeEndObject();
    }
}
