package dev.nikkan.store;

import dev.nikkan.model.Approval;
import dev.nikkan.model.CharterAction;
import dev.nikkan.model.CharterReview;
import dev.nikkan.model.ConflictReview;
import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.Event;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.InterimMeeting;
import dev.nikkan.model.LastCall;
import dev.nikkan.model.Notice;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcAtLevel;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.StatusChange;
import dev.nikkan.model.StatusChangeCall;
import dev.nikkan.model.Topic;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes an event: one row for what all have in common, its kind's own columns, and a row for each draft and RFC.
final class EventRows {
    private final Session session;
    private final long message;

    EventRows(Session session, long message) {
        this.session = session;
        this.message = message;
    }

    void insert(Event event, Octets identity, Optional<String> text) throws SQLException {
        common(event, EventSummary.of(event), identity, text);
        own(event);
        int position = 0;
        for (DraftAtLevel draft : event.drafts()) {
            draft(position++, draft);
        }
        position = 0;
        for (RfcAtLevel rfc : event.rfcs()) {
            rfc(position++, rfc);
        }
    }

    private void common(Event event, EventSummary summary, Octets identity, Optional<String> text) throws SQLException {
        Optional<DraftAtLevel> draft = event.drafts().stream().findFirst();
        Optional<RfcAtLevel> rfc = event.rfcs().stream().findFirst();
        session.query(
                        """
                INSERT INTO event (message, kind, identity, subject, title, draft, revision, rfc, wg, status, detail,
                  deadline, url, topic, text, group_name, group_acronym, group_type)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        message,
                        event.kind().text(),
                        identity,
                        event.subject(),
                        event.title(),
                        summary.draft().map(Object::toString),
                        draft.flatMap(DraftAtLevel::revision).map(Revision::number),
                        summary.rfc().map(RfcNumber::value),
                        summary.wg(),
                        draft.flatMap(DraftAtLevel::level).or(() -> rfc.flatMap(RfcAtLevel::level)),
                        summary.detail(),
                        summary.deadline().map(Object::toString),
                        summary.url(),
                        summary.topic().map(Topic::text),
                        text.orElse(""),
                        event.group().map(GroupMention::name),
                        event.group().flatMap(GroupMention::acronym),
                        event.group().flatMap(GroupMention::type))
                .update();
    }

    private void own(Event event) throws SQLException {
        switch (event) {
            case LastCall call ->
                set(
                        "UPDATE event SET abstract = ?, ipr = ?, downrefs = ? WHERE message = ?",
                        call.abstractText(),
                        lines(call.ipr()),
                        lines(call.downrefs()));
            case StatusChangeCall _ -> {}
            case Approval approval ->
                set("UPDATE event SET contacts = ? WHERE message = ?", lines(approval.contacts()));
            case StatusChange change ->
                set("UPDATE event SET contacts = ? WHERE message = ?", lines(change.contacts()));
            case ConflictReview review ->
                set(
                        "UPDATE event SET verdict = ? WHERE message = ?",
                        review.verdict().map(ConflictReview.Verdict::text));
            case CharterReview review ->
                set(
                        "UPDATE event SET action = ?, area = ? WHERE message = ?",
                        review.stage().map(CharterReview.Stage::text),
                        review.area());
            case CharterAction action ->
                set(
                        "UPDATE event SET action = ?, area = ? WHERE message = ?",
                        action.outcome().map(CharterAction.Outcome::text),
                        action.area());
            case InterimMeeting meeting ->
                set(
                        "UPDATE event SET action = ?, sessions = ?, virtual = ?, place = ? WHERE message = ?",
                        meeting.standing().text(),
                        sessions(meeting),
                        meeting.virtual(),
                        meeting.place());
            case Notice notice -> set("UPDATE event SET links = ? WHERE message = ?", lines(notice.links()));
        }
    }

    /// @param values those before the last parameter, which is the message
    private void set(String sql, Object... values) throws SQLException {
        Object[] parameters = Arrays.copyOf(values, values.length + 1);
        parameters[values.length] = message;
        session.query(sql, parameters).update();
    }

    private static String sessions(InterimMeeting meeting) {
        return meeting.sessions().stream()
                .map(session ->
                        session.date() + session.time().map(time -> " " + time).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    private static String lines(List<String> entries) {
        return String.join("\n", entries);
    }

    private void draft(int position, DraftAtLevel draft) throws SQLException {
        session.query(
                        """
                INSERT INTO event_draft (message, position, draft, revision, title, level) VALUES (?, ?, ?, ?, ?, ?)""",
                        message,
                        position,
                        draft.name().value(),
                        draft.revision().map(Revision::number),
                        draft.title(),
                        draft.level())
                .update();
    }

    private void rfc(int position, RfcAtLevel rfc) throws SQLException {
        session.query(
                        "INSERT INTO event_rfc (message, position, rfc, title, level) VALUES (?, ?, ?, ?, ?)",
                        message,
                        position,
                        rfc.number().value(),
                        rfc.title(),
                        rfc.level())
                .update();
    }
}
