package dev.nikkan.parse;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nikkan.model.Approval;
import dev.nikkan.model.CharterAction;
import dev.nikkan.model.CharterReview;
import dev.nikkan.model.ConflictReview;
import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.Event;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.InterimMeeting;
import dev.nikkan.model.LastCall;
import dev.nikkan.model.Notice;
import dev.nikkan.model.RfcAtLevel;
import dev.nikkan.model.StatusChange;
import dev.nikkan.model.StatusChangeCall;
import dev.nikkan.model.Topic;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The fields of an event. Those of its first document stand at the top as well as in `drafts` or `rfcs`.
final class EventJson {
    private final JsonGenerator json;

    EventJson(JsonGenerator json) {
        this.json = json;
    }

    void write(Event event) throws IOException {
        switch (event) {
            case LastCall call -> lastCall(call);
            case StatusChangeCall call -> statusChangeCall(call);
            case Approval approval -> approval(approval);
            case StatusChange change -> statusChange(change);
            case ConflictReview review -> conflictReview(review);
            case CharterReview review -> charterReview(review);
            case CharterAction action -> charterAction(action);
            case InterimMeeting meeting -> interim(meeting);
            case Notice notice -> notice(notice);
        }
    }

    private void lastCall(LastCall call) throws IOException {
        drafts(call.drafts());
        text("title", call.title());
        text("status", firstLevel(call.drafts()));
        group(call.group());
        text("ends", call.ends().map(LocalDate::toString));
        text("abstract", call.abstractText());
        text("url", call.url());
        texts("ipr", call.ipr());
        texts("downrefs", call.downrefs());
    }

    private void statusChangeCall(StatusChangeCall call) throws IOException {
        rfcs(call.rfcs());
        text("title", call.title());
        text("status", call.level());
        group(call.group());
        text("ends", call.ends().map(LocalDate::toString));
        text("url", call.url());
    }

    private void approval(Approval approval) throws IOException {
        drafts(approval.drafts());
        text("title", approval.title());
        text("status", firstLevel(approval.drafts()));
        group(approval.group());
        texts("contacts", approval.contacts());
        text("url", approval.url());
    }

    private void statusChange(StatusChange change) throws IOException {
        rfcs(change.rfcs());
        text("title", change.title());
        text("status", change.level());
        texts("contacts", change.contacts());
        text("url", change.url());
    }

    private void conflictReview(ConflictReview review) throws IOException {
        drafts(review.drafts());
        text("title", review.title());
        text("status", review.draft().level());
        text("result", review.verdict().map(ConflictReview.Verdict::text));
        text("url", review.url());
    }

    private void charterReview(CharterReview review) throws IOException {
        group(review.group());
        text("action", review.stage().map(CharterReview.Stage::text));
        text("area", review.area());
        text("comments_by", review.commentsBy().map(LocalDate::toString));
        text("url", review.url());
    }

    private void charterAction(CharterAction action) throws IOException {
        group(action.group());
        text("action", action.outcome().map(CharterAction.Outcome::text));
        text("area", action.area());
        text("url", action.url());
    }

    private void interim(InterimMeeting meeting) throws IOException {
        group(meeting.group());
        text("action", Optional.of(meeting.standing().text()));
        text("meeting_date", meeting.dates().stream().findFirst().map(LocalDate::toString));
        json.writeArrayFieldStart("sessions");
        for (InterimMeeting.Session session : meeting.sessions()) {
            json.writeStartObject();
            json.writeStringField("date", session.date().toString());
            text("time", session.time());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (meeting.virtual().isPresent()) {
            json.writeBooleanField("virtual", meeting.virtual().get());
        }
        text("place", meeting.place());
        text("url", meeting.url());
    }

    private void notice(Notice notice) throws IOException {
        text("topic", notice.topic().map(Topic::text));
        drafts(notice.drafts());
        text("comments_by", notice.commentsBy().map(LocalDate::toString));
        texts("links", notice.links());
    }

    private static Optional<String> firstLevel(List<DraftAtLevel> drafts) {
        return drafts.stream().findFirst().flatMap(DraftAtLevel::level);
    }

    private void drafts(List<DraftAtLevel> drafts) throws IOException {
        if (drafts.isEmpty()) {
            return;
        }
        name(drafts.getFirst());
        json.writeArrayFieldStart("drafts");
        for (DraftAtLevel draft : drafts) {
            json.writeStartObject();
            name(draft);
            text("title", draft.title());
            text("status", draft.level());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void name(DraftAtLevel draft) throws IOException {
        json.writeStringField("draft", draft.name().value());
        text("revision", draft.revision().map(Object::toString));
    }

    private void rfcs(List<RfcAtLevel> rfcs) throws IOException {
        if (rfcs.isEmpty()) {
            return;
        }
        json.writeNumberField("rfc", rfcs.getFirst().number().value());
        json.writeArrayFieldStart("rfcs");
        for (RfcAtLevel rfc : rfcs) {
            json.writeStartObject();
            json.writeNumberField("rfc", rfc.number().value());
            text("title", rfc.title());
            text("status", rfc.level());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void group(Optional<GroupMention> group) throws IOException {
        text("group", group.map(GroupMention::name));
        text("group_acronym", group.flatMap(GroupMention::acronym));
        text("group_type", group.flatMap(GroupMention::type));
    }

    private void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
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
}
