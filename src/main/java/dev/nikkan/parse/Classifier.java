package dev.nikkan.parse;

import dev.nikkan.model.Announcement;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.OtherKind;
import dev.nikkan.model.Reading;
import dev.nikkan.model.RfcPublication;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a message is: first whether it is ours, automatic or an answer; then, by who sent it, what its Subject and its
/// text claim; only then its layout.
final class Classifier {
    private static final Pattern DRAFT_SUBJECT =
            Pattern.compile("I-D Action: ?(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern EVENT_SUBJECT = Pattern.compile(
            "(?:Last Call|Protocol Action|Document Action|Results of IETF-conflict review)\\b.{0,2000}\\bdraft-.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Envelope envelope;
    private final SubjectLine subject;
    private final AnnouncementText text;
    private final Optional<Announcer> announcer;
    private final Optional<OtherKind> correspondence;
    private Optional<String> damage = Optional.empty();

    Classifier(HeaderBlock header, Envelope envelope, AnnouncementText text, Optional<OtherKind> correspondence) {
        this.envelope = envelope;
        this.subject = SubjectLine.of(envelope.subject());
        this.text = text;
        this.announcer = Announcer.of(from(header));
        this.correspondence = correspondence;
    }

    private static List<String> from(HeaderBlock header) {
        return header.all("from").stream()
                .flatMap(value -> Addresses.parse(value).stream())
                .toList();
    }

    Reading read() {
        if (correspondence.isPresent()) {
            return new Reading.Other(correspondence.get());
        }
        if (subject.answer() && !olderConflictReview()) {
            return new Reading.Other(OtherKind.REPLY);
        }
        return announcer.map(this::announced).orElseGet(this::anybodys);
    }

    /// The IESG's words to the RFC Editor were worded as an answer until 2012.
    private boolean olderConflictReview() {
        return announcer.equals(Optional.of(Announcer.IESG)) && ConflictReviewReader.isOlder(subject.matchable());
    }

    /// What had to be taken from the Subject because the text does not say it.
    Optional<String> damage() {
        return damage;
    }

    private Reading announced(Announcer by) {
        return switch (by) {
            case DRAFTS -> draft();
            case RFC_EDITOR -> rfc();
            case IESG ->
                EventReader.read(subject.matchable(), new EventText(text))
                        .map(Classifier::announced)
                        .orElseGet(this::freeText);
        };
    }

    private static Reading announced(Announcement announcement) {
        return new Reading.Announced(announcement);
    }

    private Reading freeText() {
        return new Reading.FreeText(NoticeReader.read(envelope.from(), subject.matchable(), new EventText(text)));
    }

    private Reading draft() {
        Matcher claim = DRAFT_SUBJECT.matcher(subject.matchable());
        if (!claim.matches() && !DraftPostLayout.opens(text.opening())) {
            return freeText();
        }
        Optional<DraftPost> post = DraftPostLayout.read(text);
        if (post.isPresent()) {
            return announced(post.get());
        }
        return named(claim)
                .map(this::fromSubject)
                .orElse(new Reading.Unreadable(
                        "It claims to announce a draft, but neither Subject nor text names one with its revision."));
    }

    private static Optional<DraftRevision> named(Matcher claim) {
        return claim.matches() ? DraftFile.parse(claim.group(1)).flatMap(DraftFile::posted) : Optional.empty();
    }

    private Reading fromSubject(DraftRevision draft) {
        damage = Optional.of("Its field block cannot be read; name and revision are the Subject's.");
        return announced(DraftPostLayout.read(text, draft));
    }

    private Reading rfc() {
        Optional<RfcSubject> claim = RfcSubject.parse(subject.matchable());
        if (claim.isEmpty() && !RfcLayout.opens(text.opening())) {
            return freeText();
        }
        Optional<RfcPublication> publication = RfcLayout.read(text, claim);
        publication.ifPresent(this::noteMissingBlock);
        return publication
                .map(Classifier::announced)
                .orElse(new Reading.Unreadable(
                        "It claims to announce an RFC, but neither Subject nor text gives its number."));
    }

    private void noteMissingBlock(RfcPublication publication) {
        if (publication.status().isEmpty() && publication.url().isEmpty()) {
            damage = Optional.of("Its field block cannot be read; the number may be the Subject's.");
        }
    }

    /// An announcement's words under another name are a forward of it, free text the sender's own.
    private Reading anybodys() {
        return announcements() && envelope.from().isPresent() ? new Reading.Other(OtherKind.REPLY) : freeText();
    }

    private boolean announcements() {
        String line = subject.matchable();
        return DRAFT_SUBJECT.matcher(line).matches()
                || RfcSubject.parse(line).isPresent()
                || DraftPostLayout.opens(text.opening())
                || RfcLayout.opens(text.opening())
                || EVENT_SUBJECT.matcher(line).matches();
    }
}
