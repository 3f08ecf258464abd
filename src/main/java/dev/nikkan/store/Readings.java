package dev.nikkan.store;

import dev.nikkan.model.Announcement;
import dev.nikkan.model.Authors;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.Event;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Reading;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes what a mail says into its rows, within a transaction. The first mail of an announcement is its entry, every
/// later one a duplicate: one post per draft and revision, one RFC per number, one event per kind, Message-ID and text.
final class Readings {
    private final Session session;
    private final Optional<SearchIndex> index;

    Readings(Session session) {
        this(session, Optional.of(new SearchIndex(session)));
    }

    private Readings(Session session, Optional<SearchIndex> index) {
        this.session = session;
        this.index = index;
    }

    /// For what is taken back again: search is not told.
    static Readings onTrial(Session session) {
        return new Readings(session, Optional.empty());
    }

    /// Lets search find what was saved; once, after the last.
    void index() throws SQLException {
        if (index.isPresent()) {
            index.get().write();
        }
    }

    /// Takes back what a mail was said to say, and leaves it pending. What is a copy of it goes on pointing at it.
    void forget(long message) throws SQLException {
        takeOut(message);
        session.query("""
                UPDATE message SET status = 'pending', kind = NULL, cause = NULL, reason = NULL, duplicate_of = NULL
                WHERE id = ?""", message).update();
    }

    /// Makes an entry a copy of another mail, which is about to take its place.
    void becomeCopy(long message, long of) throws SQLException {
        takeOut(message);
        session.query("UPDATE message SET status = 'duplicate', duplicate_of = ? WHERE id = ?", of, message)
                .update();
    }

    private void takeOut(long message) throws SQLException {
        if (index.isPresent()) {
            index.get().remove(message);
        }
        session.query("DELETE FROM draft_post WHERE message = ?", message).update();
        session.query("DELETE FROM rfc WHERE message = ?", message).update();
        session.query("DELETE FROM event WHERE message = ?", message).update();
    }

    void save(Verdict verdict) throws SQLException {
        save(index.isPresent() ? ReadyVerdict.of(verdict) : ReadyVerdict.unindexed(verdict));
    }

    /// A mail that is no longer pending is left as it is.
    void save(ReadyVerdict ready) throws SQLException {
        if (describe(ready.verdict())) {
            enter(ready);
        }
    }

    /// @return whether the mail was pending
    private boolean describe(Verdict verdict) throws SQLException {
        Standing standing = standing(verdict);
        Envelope envelope = verdict.message().envelope();
        return session.query(
                                """
                UPDATE message SET status = ?, kind = ?, cause = ?, reason = ?, day = ?, parser = ?, list = ?,
                  message_id = ?, subject = ?, sender = ?, sent_at = ?, archived_at = ?, damage = ?
                WHERE id = ? AND status = 'pending'""",
                                standing.status(),
                                standing.kind(),
                                standing.cause().map(QuarantineCause::text),
                                standing.reason(),
                                verdict.day(),
                                verdict.parser(),
                                envelope.list().map(MailingList::id),
                                envelope.messageId(),
                                envelope.subject(),
                                envelope.from(),
                                envelope.sent(),
                                envelope.archivedAt(),
                                verdict.message().damage(),
                                verdict.id())
                        .update()
                > 0;
    }

    /// Makes the row of a mail that was read before it was stored, and what it says.
    void add(Incoming mail, Octets sha256, Instant now, ReadyVerdict ready) throws SQLException {
        Verdict verdict = ready.verdict();
        Standing standing = standing(verdict);
        Envelope envelope = verdict.message().envelope();
        session.query(
                        """
                INSERT INTO message (id, sha256, size, origin, arrived_at, stored_at, assumed_list, attempts, status, kind,
                  cause, reason, day, parser, list, message_id, subject, sender, sent_at, archived_at, damage)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        verdict.id(),
                        sha256,
                        mail.octets().size(),
                        Arrivals.text(mail.origin()),
                        mail.arrival(),
                        now,
                        mail.assumed().map(MailingList::id),
                        standing.status(),
                        standing.kind(),
                        standing.cause().map(QuarantineCause::text),
                        standing.reason(),
                        verdict.day(),
                        verdict.parser(),
                        envelope.list().map(MailingList::id),
                        envelope.messageId(),
                        envelope.subject(),
                        envelope.from(),
                        envelope.sent(),
                        envelope.archivedAt(),
                        verdict.message().damage())
                .update();
        enter(ready);
    }

    private record Standing(String status, String kind, Optional<QuarantineCause> cause, Optional<String> reason) {}

    /// Taken for the first of its kind until its key says otherwise: most are.
    private static Standing standing(Verdict verdict) {
        return switch (verdict.outcome()) {
            case Verdict.Entry(Announcement announcement) ->
                new Standing("parsed", kind(announcement), Optional.empty(), Optional.empty());
            case Verdict.Other() -> new Standing("other", "other", Optional.empty(), Optional.empty());
            case Verdict.Quarantined(QuarantineCause cause, String reason) ->
                new Standing("quarantined", kind(verdict.message().reading()), Optional.of(cause), Optional.of(reason));
        };
    }

    private void enter(ReadyVerdict ready) throws SQLException {
        Verdict verdict = ready.verdict();
        if (!(verdict.outcome() instanceof Verdict.Entry(Announcement announcement))) {
            return;
        }
        Optional<Long> first = switch (announcement) {
            case DraftPost post -> entry(verdict.id(), post);
            case RfcPublication rfc -> entry(verdict.id(), rfc);
            case Event event -> entry(verdict, event);
        };
        if (first.isPresent()) {
            session.query(
                            "UPDATE message SET status = 'duplicate', duplicate_of = ? WHERE id = ?",
                            first.get(),
                            verdict.id())
                    .update();
        } else if (index.isPresent()) {
            index.get()
                    .put(
                            verdict.id(),
                            verdict.day(),
                            Searchable.of(announcement, verdict.message().text()),
                            ready.document().orElseThrow());
        }
    }

    /// Writes a post; the mail that was there first, if one was.
    private Optional<Long> entry(long message, DraftPost post) throws SQLException {
        int entered = session.query(
                        """
                INSERT INTO draft_post (message, draft, revision, title, authors, editors, et_al, wg, stream, group_name,
                  group_acronym, group_type, pages, date, abstract, url, html_url, diff_url)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (draft, revision) DO NOTHING""",
                        message,
                        post.draft().name().value(),
                        post.draft().revision().number(),
                        post.title(),
                        lines(post.authors().names()),
                        lines(post.authors().editors()),
                        post.authors().etAl(),
                        post.draft().name().group(),
                        post.draft().name().stream().map(Enum::name),
                        post.group().map(GroupMention::name),
                        post.group().flatMap(GroupMention::acronym),
                        post.group().flatMap(GroupMention::type),
                        post.pages(),
                        post.date().map(Object::toString),
                        post.abstractText(),
                        post.url(),
                        post.htmlUrl(),
                        post.diffUrl())
                .update();
        return entered > 0
                ? Optional.empty()
                : entry(
                        "SELECT message FROM draft_post WHERE draft = ? AND revision = ?",
                        post.draft().name().value(),
                        post.draft().revision().number());
    }

    private Optional<Long> entry(long message, RfcPublication rfc) throws SQLException {
        Authors authors = rfc.authors();
        int entered = session.query(
                        """
                INSERT INTO rfc (message, number, subseries, title, authors, editors, et_al, status, maturity, stream,
                  date, mailboxes, pages, characters, obsoletes, updates, see_also, draft, revision, url, doi, abstract,
                  group_name, group_acronym, group_type)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (number) DO NOTHING""",
                        message,
                        rfc.number().value(),
                        lines(rfc.subseries()),
                        rfc.title(),
                        lines(authors.names()),
                        lines(authors.editors()),
                        authors.etAl(),
                        rfc.status(),
                        rfc.maturity(),
                        rfc.stream(),
                        rfc.date().map(Object::toString),
                        lines(rfc.mailboxes()),
                        rfc.pages(),
                        rfc.characters(),
                        numbers(rfc.obsoletes()),
                        numbers(rfc.updates()),
                        lines(rfc.seeAlso()),
                        rfc.draft().map(Object::toString),
                        rfc.draftRevision().map(Revision::number),
                        rfc.url(),
                        rfc.doi(),
                        rfc.abstractText(),
                        rfc.group().map(GroupMention::name),
                        rfc.group().flatMap(GroupMention::acronym),
                        rfc.group().flatMap(GroupMention::type))
                .update();
        return entered > 0
                ? Optional.empty()
                : entry("SELECT message FROM rfc WHERE number = ?", rfc.number().value());
    }

    private Optional<Long> entry(Verdict verdict, Event event) throws SQLException {
        Octets identity = identity(verdict, event);
        Optional<Long> first = entry("SELECT message FROM event WHERE identity = ?", identity);
        if (first.isEmpty()) {
            new EventRows(session, verdict.id())
                    .insert(event, identity, verdict.message().text());
        }
        return first;
    }

    /// The mail that was there first.
    private Optional<Long> entry(String sql, Object... key) throws SQLException {
        return session.query(sql, key).first(row -> row.number("message"));
    }

    private static Octets identity(Verdict verdict, Event event) {
        String words = String.join(
                "\n",
                event.kind().text(),
                verdict.message().envelope().messageId().orElse(""),
                verdict.message().textHash().map(Sha256::hex).orElse(""));
        return Sha256.of(words.getBytes(StandardCharsets.UTF_8)).octets();
    }

    private static String kind(Reading reading) {
        return switch (reading) {
            case Reading.Announced(Announcement announcement) -> kind(announcement);
            case Reading.FreeText _, Reading.Other _ -> "other";
            case Reading.Unreadable _ -> "unreadable";
        };
    }

    private static String kind(Announcement announcement) {
        return switch (announcement) {
            case DraftPost _ -> "id";
            case RfcPublication _ -> "rfc";
            case Event event -> event.kind().text();
        };
    }

    private static String lines(List<String> entries) {
        return String.join("\n", entries);
    }

    private static String numbers(List<RfcNumber> numbers) {
        return numbers.stream().map(RfcNumber::toString).collect(Collectors.joining("\n"));
    }
}
