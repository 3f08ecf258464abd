package dev.nikkan.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.model.Day;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.Succession;
import dev.nikkan.store.DraftLife;
import dev.nikkan.store.GroupLife;
import dev.nikkan.store.Happening;
import dev.nikkan.store.RfcLife;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// `show --format json`: one object; what there is none of is left out. Lists are always there.
final class LifeJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private LifeJson(JsonGenerator json) {
        this.json = json;
    }

    @FunctionalInterface
    private interface Content {
        void write(LifeJson json) throws IOException;
    }

    static String of(DraftLife life) {
        return object(json -> json.draft(life));
    }

    static String of(RfcLife life) {
        return object(json -> json.rfc(life));
    }

    static String of(GroupLife life) {
        return object(json -> json.group(life));
    }

    private static String object(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            content.write(new LifeJson(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private void draft(DraftLife life) throws IOException {
        json.writeStringField("draft", life.name().value());
        text("title", life.title());
        text("wg", life.name().group());
        text("stream", life.name().stream().map(Enum::name));
        if (life.announcedGroup().isPresent()) {
            announcedGroup(life.announcedGroup().get());
        }
        json.writeArrayFieldStart("predecessors");
        for (Succession origin : life.origins()) {
            succession(origin);
        }
        json.writeEndArray();
        if (life.successor().isPresent()) {
            json.writeFieldName("successor");
            succession(life.successor().get());
        }
        posts(life.posts());
        events(life.events());
        if (life.rfc().isPresent()) {
            json.writeNumberField("rfc", life.rfc().get().number().value());
            day("rfc_day", Optional.of(life.rfc().get().day()));
            day("rfc_edition", life.rfc().get().edition());
        }
    }

    private void announcedGroup(GroupMention mention) throws IOException {
        json.writeObjectFieldStart("announced_group");
        json.writeStringField("name", mention.name());
        text("acronym", mention.acronym());
        text("type", mention.type());
        json.writeEndObject();
    }

    private void succession(Succession succession) throws IOException {
        json.writeStartObject();
        json.writeStringField("predecessor", succession.predecessor().value());
        json.writeStringField("successor", succession.successor().value());
        switch (succession.source()) {
            case Succession.Word() -> json.writeStringField("source", "operator");
            case Succession.Inferred(double score, String evidence) -> {
                json.writeStringField("source", "inferred");
                json.writeNumberField("score", score);
                json.writeStringField("evidence", evidence);
            }
        }
        json.writeEndObject();
    }

    private void posts(List<DraftLife.Post> posts) throws IOException {
        json.writeArrayFieldStart("revisions");
        for (DraftLife.Post post : posts) {
            json.writeStartObject();
            json.writeStringField("draft", post.draft().value());
            json.writeStringField("revision", post.revision().text());
            day("day", Optional.of(post.day()));
            day("edition", post.edition());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void events(List<Happening> events) throws IOException {
        json.writeArrayFieldStart("events");
        for (Happening event : events) {
            json.writeStartObject();
            day("day", Optional.of(event.day()));
            json.writeStringField("kind", event.kind());
            text("draft", event.draft().map(Object::toString));
            text("revision", event.revision());
            json.writeStringField("title", event.title());
            text("level", event.level());
            text("detail", event.detail());
            text("deadline", event.deadline());
            text("url", event.url());
            day("edition", event.edition());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void rfc(RfcLife life) throws IOException {
        json.writeNumberField("rfc", life.number().value());
        text("title", life.title());
        json.writeArrayFieldStart("authors");
        for (String author : life.authors()) {
            json.writeString(author);
        }
        json.writeEndArray();
        text("status", life.status());
        text("stream", life.stream());
        day("day", Optional.of(life.day()));
        day("edition", life.edition());
        numbers("obsoletes", life.obsoletes());
        numbers("updates", life.updates());
        numbers("obsoleted_by", life.obsoletedBy());
        numbers("updated_by", life.updatedBy());
        events(life.events());
        if (life.draft().isPresent()) {
            json.writeObjectFieldStart("draft");
            draft(life.draft().get());
            json.writeEndObject();
        }
    }

    private void group(GroupLife life) throws IOException {
        json.writeStringField("wg", life.acronym());
        json.writeArrayFieldStart("drafts");
        for (GroupLife.Work work : life.drafts()) {
            json.writeStartObject();
            json.writeStringField("draft", work.draft().value());
            text("title", work.title());
            json.writeStringField("latest_revision", work.latest().text());
            day("latest_day", Optional.of(work.latestDay()));
            json.writeBooleanField("active", work.active());
            text("replaced_by", work.replacedBy().map(Object::toString));
            if (work.rfc().isPresent()) {
                json.writeNumberField("rfc", work.rfc().get().value());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rfcs");
        for (GroupLife.Rfc rfc : life.rfcs()) {
            json.writeStartObject();
            json.writeNumberField("rfc", rfc.number().value());
            text("title", rfc.title());
            day("day", Optional.of(rfc.day()));
            text("draft", rfc.draft().map(Object::toString));
            json.writeEndObject();
        }
        json.writeEndArray();
        events(life.events());
    }

    private void numbers(String name, List<RfcNumber> numbers) throws IOException {
        json.writeArrayFieldStart(name);
        for (RfcNumber number : numbers) {
            json.writeNumber(number.value());
        }
        json.writeEndArray();
    }

    private void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private void day(String name, Optional<Day> day) throws IOException {
        text(name, day.map(Day::toString));
    }
}
