package dev.nikkan.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.DraftGroup;
import dev.nikkan.digest.Excerpt;
import dev.nikkan.digest.Links;
import dev.nikkan.digest.signal.Overview;
import dev.nikkan.model.Account;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.model.Summary;
import dev.nikkan.model.Takeaway;
import dev.nikkan.model.Topic;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A digest as one JSON object, never cut into parts. What a mail does not say is left out; nothing is null.
///
/// | field | is |
/// | --- | --- |
/// | `day` | `YYYY-MM-DD` |
/// | `counts` | `posts` (the N of `Internet-Draft: N件`), `drafts` (distinct names), `rfcs`, `events`, `late` |
/// | `account` | the day's `messages`, `posts`, `drafts`, `rfcs`, `events`, `duplicates`, `other`, `quarantined`,
/// `balanced` |
/// | `archives` | where the two lists are archived |
/// | `unread_sources` | sources that could not be read before the cut |
/// | `overview` | by language, `ja` and `en`: `headline`, and the sentences of `summary`, `hot`, `takeaways`; as
/// `written` what a language model wrote of the day: `headline`, `text`, `hot` by the id of the topic, `takeaways`
/// by their place (from `1`), `model` |
/// | `groups` | the headings in the order of their drafts: `group`, `theme` (by language), `count`, `first`, `last` |
/// | `drafts` | one object a name: `number`, `group`, `theme`, `draft`, `title`, `stream`, `wg`, `new_wg_draft`,
/// `predecessor`, `predecessor_url`, `model_summaries`, `authors`, `authors_et_al`, `pages`, `summary`, `abstract`,
/// `url`, `revisions` |
/// | `model_summaries` | by language, `text` and `model`: what a language model wrote of it, after the checks |
/// | `summary` | what of the abstract says what the draft does, word for word |
/// | `revisions` | each `revision`, `day`, `previous_revision`, `previous_day`, `diff_url`, `archived_at` |
/// | `rfcs` | each `rfc`, `day`, `title`, `authors`, `authors_et_al`, `status`, `stream`, `subseries`, `pages`,
/// `obsoletes`, `updates`, `draft`, `abstract`, `url`, `archived_at` |
/// | `events` | each `kind`, `day`, `subject`, `title`, `draft`, `rfc`, `wg`, `detail`, `deadline`, `topic`,
/// `archived_at` |
/// | `open_last_calls` | the last calls that are open on the day, in the form of `events` |
/// | `silence` | by language, what is said of a day without drafts |
/// | `closing_note` | by language, the operator's words on the day |
/// | `late` | objects of the three forms above, with `type` (`draft`, `rfc`, `event`) and their own days |
final class JsonDigest {
    private static final JsonFactory JSON = new JsonFactory();
    /// Abstracts stand here whole; this bounds only what is no abstract.
    private static final int ABSTRACT = 20_000;

    private final JsonGenerator json;
    private final Digest digest;

    private JsonDigest(JsonGenerator json, Digest digest) {
        this.json = json;
        this.digest = digest;
    }

    static String of(Digest digest) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new JsonDigest(json, digest).write();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("day", digest.day().toString());
        counts(digest);
        account(digest.account());
        strings("archives", List.of(Links.I_D_ANNOUNCE.toString(), Links.IETF_ANNOUNCE.toString()));
        strings("unread_sources", digest.unreadSources());
        overviews(digest.overviews());
        groups(digest.groups());
        drafts(digest.groups());
        json.writeArrayFieldStart("rfcs");
        for (Item.Rfc item : digest.rfcs()) {
            json.writeStartObject();
            rfc(item);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("events");
        for (Item.Other item : digest.events()) {
            json.writeStartObject();
            event(item);
        }
        json.writeEndArray();
        late(digest);
        json.writeArrayFieldStart("open_last_calls");
        for (Item.Other item : digest.openCalls()) {
            json.writeStartObject();
            event(item);
        }
        json.writeEndArray();
        silence(digest.silence());
        closing(digest.closing());
        json.writeEndObject();
    }

    private void groups(List<DraftGroup> groups) throws IOException {
        json.writeArrayFieldStart("groups");
        int first = 1;
        for (DraftGroup group : groups) {
            json.writeStartObject();
            group(group);
            json.writeNumberField("count", group.drafts().size());
            json.writeNumberField("first", first);
            first += group.drafts().size();
            json.writeNumberField("last", first - 1);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void group(DraftGroup group) throws IOException {
        json.writeStringField("group", ShownText.of(group.id()));
        json.writeObjectFieldStart("theme");
        for (Language language : Language.values()) {
            json.writeStringField(language.tag(), ShownText.of(group.label().in(language)));
        }
        json.writeEndObject();
    }

    private void drafts(List<DraftGroup> groups) throws IOException {
        json.writeArrayFieldStart("drafts");
        int number = 1;
        for (DraftGroup group : groups) {
            for (DraftEntry entry : group.drafts()) {
                json.writeStartObject();
                json.writeNumberField("number", number++);
                group(group);
                draft(entry);
            }
        }
        json.writeEndArray();
    }

    private void silence(Map<Language, List<String>> silence) throws IOException {
        if (!silence.isEmpty()) {
            json.writeObjectFieldStart("silence");
            for (Language language : Language.values()) {
                sentences(language.tag(), silence.getOrDefault(language, List.of()));
            }
            json.writeEndObject();
        }
    }

    private void closing(Map<Language, String> closing) throws IOException {
        if (!closing.isEmpty()) {
            json.writeObjectFieldStart("closing_note");
            for (Language language : Language.values()) {
                text(language.tag(), Optional.ofNullable(closing.get(language)));
            }
            json.writeEndObject();
        }
    }

    private void overviews(Map<Language, Overview> overviews) throws IOException {
        if (overviews.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("overview");
        for (Language language : Language.values()) {
            Overview overview = overviews.get(language);
            if (overview != null) {
                json.writeObjectFieldStart(language.tag());
                json.writeStringField("headline", ShownText.of(overview.headline()));
                sentences("summary", overview.summary());
                sentences("hot", overview.hot());
                sentences(
                        "takeaways",
                        overview.takeaways().stream().map(Takeaway::text).toList());
                written(language, overview);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void written(Language language, Overview overview) throws IOException {
        DaySummary written = digest.daySummaries().get(language);
        if (written == null) {
            return;
        }
        json.writeObjectFieldStart("written");
        text("headline", Optional.of(written.headline()).filter(headline -> !headline.isEmpty()));
        text("text", Optional.of(written.text()));
        json.writeObjectFieldStart("hot");
        for (Overview.TopicSentence topic : overview.hotTopics()) {
            text(topic.id(), Optional.ofNullable(written.topics().get(topic.id())));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("takeaways");
        for (int place = 1; place <= overview.takeaways().size(); place++) {
            text(
                    Integer.toString(place),
                    Optional.ofNullable(written.takeaways().get(place)));
        }
        json.writeEndObject();
        text("model", Optional.of(written.model()));
        json.writeEndObject();
    }

    private void sentences(String field, List<String> sentences) throws IOException {
        strings(field, sentences.stream().map(ShownText::of).toList());
    }

    private void counts(Digest digest) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("posts", digest.posts());
        json.writeNumberField("drafts", digest.drafts().size());
        json.writeNumberField("rfcs", digest.rfcs().size());
        json.writeNumberField("events", digest.events().size());
        json.writeNumberField("late", digest.late().count());
        json.writeEndObject();
    }

    private void account(Account account) throws IOException {
        json.writeObjectFieldStart("account");
        AccountFields.write(json, account);
        json.writeEndObject();
    }

    private void late(Digest digest) throws IOException {
        json.writeArrayFieldStart("late");
        for (DraftEntry entry : digest.late().drafts()) {
            startLate("draft");
            draft(entry);
        }
        for (Item.Rfc item : digest.late().rfcs()) {
            startLate("rfc");
            rfc(item);
        }
        for (Item.Other item : digest.late().events()) {
            startLate("event");
            event(item);
        }
        json.writeEndArray();
    }

    private void startLate(String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
    }

    /// The rest of an object begun by the caller, as [#rfc] and [#event].
    private void draft(DraftEntry entry) throws IOException {
        DraftPost latest = entry.latest();
        DraftName name = entry.name();
        json.writeStringField("draft", name.toString());
        text("title", latest.title());
        text("stream", name.stream().map(Enum::name));
        text("wg", name.group());
        json.writeBooleanField("new_wg_draft", entry.newWorkingGroupDraft());
        text("predecessor", entry.predecessor().map(DraftName::toString));
        text(
                "predecessor_url",
                entry.predecessor().map(before -> Links.datatracker(before).toString()));
        strings("authors", latest.authors().names());
        json.writeBooleanField("authors_et_al", latest.authors().etAl());
        number("pages", latest.pages());
        modelSummaries(entry);
        text("summary", entry.excerpt().map(Excerpt::text).filter(summary -> !summary.isEmpty()));
        text("abstract", latest.abstractText());
        json.writeStringField("url", Links.datatracker(name).toString());
        json.writeArrayFieldStart("revisions");
        for (Item.Post item : entry.posts()) {
            revision(item);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void modelSummaries(DraftEntry entry) throws IOException {
        json.writeObjectFieldStart("model_summaries");
        for (Language language : Language.values()) {
            Optional<Summary> summary = digest.modelSummary(entry, language);
            if (summary.isPresent()) {
                json.writeObjectFieldStart(language.tag());
                text("text", Optional.of(summary.get().text()));
                text("model", Optional.of(summary.get().model()));
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void revision(Item.Post item) throws IOException {
        json.writeStartObject();
        json.writeStringField("revision", item.post().draft().revision().text());
        json.writeStringField("day", item.day().toString());
        text(
                "previous_revision",
                item.previous().map(before -> before.revision().text()));
        text("previous_day", item.previous().map(before -> before.day().toString()));
        if (item.post().draft().revision().number() > 0) {
            json.writeStringField("diff_url", Links.diff(item.post().draft()).toString());
        }
        text("archived_at", Links.archived(item.archivedAt()).map(Object::toString));
        json.writeEndObject();
    }

    private void rfc(Item.Rfc item) throws IOException {
        RfcPublication rfc = item.rfc();
        json.writeNumberField("rfc", rfc.number().value());
        json.writeStringField("day", item.day().toString());
        text("title", rfc.title());
        strings("authors", rfc.authors().names());
        json.writeBooleanField("authors_et_al", rfc.authors().etAl());
        text("status", rfc.level());
        text("stream", rfc.stream());
        strings("subseries", rfc.subseries());
        number("pages", rfc.pages());
        numbers("obsoletes", rfc.obsoletes());
        numbers("updates", rfc.updates());
        text("draft", rfc.draft().map(DraftName::toString));
        text("abstract", rfc.abstractText());
        json.writeStringField("url", Links.rfc(rfc.number()).toString());
        text("archived_at", Links.archived(item.archivedAt()).map(Object::toString));
        json.writeEndObject();
    }

    private void event(Item.Other item) throws IOException {
        EventSummary event = item.event();
        json.writeStringField("kind", event.kind().text());
        json.writeStringField("day", item.day().toString());
        text("subject", Optional.of(event.subject()));
        text("title", event.title());
        text("draft", event.draft().map(DraftName::toString));
        number("rfc", event.rfc().map(RfcNumber::value));
        text("wg", event.wg());
        text("detail", event.detail());
        text("deadline", event.deadline().map(LocalDate::toString));
        text("topic", event.topic().map(Topic::text));
        text("archived_at", Links.archived(item.archivedAt()).map(Object::toString));
        json.writeEndObject();
    }

    private void text(String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, ShownText.of(value.get(), ABSTRACT));
        }
    }

    private void number(String field, Optional<Integer> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.get());
        }
    }

    private void strings(String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(ShownText.of(value));
        }
        json.writeEndArray();
    }

    private void numbers(String field, List<RfcNumber> rfcs) throws IOException {
        json.writeArrayFieldStart(field);
        for (RfcNumber number : rfcs) {
            json.writeNumber(number.value());
        }
        json.writeEndArray();
    }
}
