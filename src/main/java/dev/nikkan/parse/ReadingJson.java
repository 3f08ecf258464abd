package dev.nikkan.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.model.Announcement;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.Event;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.Notice;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.model.Verification;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was read out of a message as one line of JSON. What a mail does not carry is left out; there are no nulls.
public final class ReadingJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private ReadingJson(JsonGenerator json) {
        this.json = json;
    }

    /// One object, without a line end.
    ///
    /// @param file the path as it was given
    /// @param day the day that the message belongs to
    public static String line(String file, ReadMessage message, Optional<Day> day) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            new ReadingJson(json).write(file, message, day);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return line.toString();
    }

    private void write(String file, ReadMessage message, Optional<Day> day) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeStringField("kind", kind(message.reading()));
        text("day", day.map(Day::toString));
        switch (message.reading()) {
            case Reading.Announced(Announcement announcement) -> announcement(announcement);
            case Reading.FreeText(Notice notice) -> new EventJson(json).write(notice);
            case Reading.Unreadable(String reason) -> json.writeStringField("reason", reason);
            case Reading.Other _ -> {}
        }
        envelope(message.envelope());
        text("damage", message.damage());
        json.writeEndObject();
    }

    private static String kind(Reading reading) {
        return switch (reading) {
            case Reading.Announced announced -> kind(announced.announcement());
            case Reading.FreeText ignored -> "other";
            case Reading.Other ignored -> "other";
            case Reading.Unreadable ignored -> "unreadable";
        };
    }

    private static String kind(Announcement announcement) {
        return switch (announcement) {
            case DraftPost ignored -> "id";
            case RfcPublication ignored -> "rfc";
            case Event event -> event.kind().text();
        };
    }

    private void announcement(Announcement announcement) throws IOException {
        switch (announcement) {
            case DraftPost post -> post(post);
            case RfcPublication rfc -> rfc(rfc);
            case Event event -> new EventJson(json).write(event);
        }
    }

    private void post(DraftPost post) throws IOException {
        json.writeStringField("draft", post.draft().name().value());
        json.writeStringField("revision", post.draft().revision().text());
        text("title", post.title());
        authors(post.authors());
        group(post.group());
        number("pages", post.pages());
        text("date", post.date().map(Object::toString));
        text("abstract", post.abstractText());
        text("url", post.url());
        text("html_url", post.htmlUrl());
        text("diff_url", post.diffUrl());
    }

    private void rfc(RfcPublication rfc) throws IOException {
        json.writeNumberField("rfc", rfc.number().value());
        texts("subseries", rfc.subseries());
        text("title", rfc.title());
        authors(rfc.authors());
        text("status", rfc.status());
        text("maturity", rfc.maturity());
        text("stream", rfc.stream());
        text("date", rfc.date().map(Object::toString));
        texts("mailboxes", rfc.mailboxes());
        number("pages", rfc.pages());
        number("characters", rfc.characters());
        numbers("obsoletes", rfc.obsoletes());
        numbers("updates", rfc.updates());
        texts("see_also", rfc.seeAlso());
        text("draft", rfc.draft().map(Object::toString));
        text("revision", rfc.draftRevision().map(Object::toString));
        group(rfc.group());
        text("url", rfc.url());
        text("doi", rfc.doi());
        text("abstract", rfc.abstractText());
    }

    private void authors(Authors authors) throws IOException {
        texts("authors", authors.names());
        texts("editors", authors.editors());
        if (authors.etAl()) {
            json.writeBooleanField("authors_et_al", true);
        }
    }

    private void group(Optional<GroupMention> group) throws IOException {
        text("group", group.map(GroupMention::name));
        text("group_acronym", group.flatMap(GroupMention::acronym));
        text("group_type", group.flatMap(GroupMention::type));
    }

    private void envelope(Envelope envelope) throws IOException {
        text("list_id", envelope.list().map(Object::toString));
        text("from", envelope.from());
        text("subject", envelope.subject());
        text("message_id", envelope.messageId());
        text("archived_at", envelope.archivedAt());
        text(
                "sent",
                envelope.sent()
                        .map(sent -> sent.truncatedTo(ChronoUnit.SECONDS))
                        .map(Instant::toString));
        if (envelope.verification() != Verification.NOT_CHECKED) {
            json.writeStringField("verification", envelope.verification().name().toLowerCase(Locale.ROOT));
        }
    }

    private void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private void number(String name, Optional<Integer> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        }
    }

    private void texts(String name, List<String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void numbers(String name, List<RfcNumber> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (RfcNumber value : values) {
            json.writeNumber(value.value());
        }
        json.writeEndArray();
    }
}
