package dev.nikkan.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.digest.signal.Evidence;
import dev.nikkan.digest.signal.Hit;
import dev.nikkan.digest.signal.Overview;
import dev.nikkan.digest.signal.Signal;
import dev.nikkan.digest.signal.Topic;
import dev.nikkan.digest.signal.Usual;
import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `explain --format json`: one object; what there is none of is left out.
final class ExplainJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final Language language;

    private ExplainJson(JsonGenerator json, Language language) {
        this.json = json;
        this.language = language;
    }

    static String of(Day day, List<Signal> signals, Language language) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            new ExplainJson(json, language).write(day, signals);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private void write(Day day, List<Signal> signals) throws IOException {
        json.writeStartObject();
        json.writeStringField("day", day.toString());
        json.writeStringField("language", language.tag());
        json.writeArrayFieldStart("signals");
        for (Signal signal : signals) {
            json.writeStartObject();
            json.writeStringField("id", signal.id());
            json.writeStringField("text", Overview.sentence(signal, language));
            if (signal instanceof Topic topic) {
                figures(topic);
            }
            rows(signal);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void figures(Topic topic) throws IOException {
        json.writeNumberField("drafts", topic.count());
        json.writeBooleanField("burst", topic.burst());
        if (topic.usual().isPresent()) {
            Usual usual = topic.usual().get();
            json.writeNumberField("history_posts", usual.rows().size());
            json.writeNumberField("history_of", usual.of());
            json.writeNumberField("days_seen", usual.daysSeen());
            json.writeNumberField("days_of", usual.recentDays().size());
            json.writeNumberField("log_likelihood", Math.round(usual.ratio() * 100) / 100.0);
        }
    }

    private void rows(Signal signal) throws IOException {
        json.writeArrayFieldStart("rows");
        for (Evidence evidence : signal.rows()) {
            json.writeStartObject();
            json.writeStringField("day", evidence.day().toString());
            row(evidence);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void row(Evidence evidence) throws IOException {
        switch (evidence) {
            case Evidence.OfDraft row -> {
                json.writeStringField("draft", row.draft().name().value());
                json.writeStringField("revision", row.draft().revision().text());
                described(row.title(), row.hit());
            }
            case Evidence.OfRfc row -> {
                json.writeNumberField("rfc", row.rfc().value());
                described(row.title(), row.hit());
            }
            case Evidence.OfDay row -> json.writeNumberField("posts", row.posts());
            case Evidence.OfMail row -> {
                json.writeStringField("list", row.list().id());
                json.writeNumberField("mails", row.mails());
            }
            case Evidence.OfReading row -> {
                json.writeStringField("source", row.reading().source());
                if (row.reading().readAt().isPresent()) {
                    json.writeStringField(
                            "read_at", row.reading().readAt().get().toString());
                }
            }
            case Evidence.OfMeeting row -> {
                json.writeNumberField("meeting", row.meeting().number());
                json.writeStringField("place", row.meeting().place().in(language));
                json.writeStringField("last", row.meeting().last().toString());
                json.writeStringField("cut_off", row.meeting().cutOff().toString());
            }
        }
    }

    private void described(Optional<String> title, Optional<Hit> hit) throws IOException {
        if (title.isPresent()) {
            json.writeStringField("title", title.get());
        }
        if (hit.isPresent()) {
            json.writeStringField("found_in", hit.get().place().name().toLowerCase(Locale.ROOT));
            json.writeStringField("found", hit.get().words());
        }
    }
}
