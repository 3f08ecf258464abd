package dev.nikkan.intake;

import dev.nikkan.model.Announcement;
import dev.nikkan.model.Day;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Notice;
import dev.nikkan.model.Origin;
import dev.nikkan.model.PostingDay;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.model.Verification;
import dev.nikkan.parse.MessageParser;
import dev.nikkan.store.Pending;
import dev.nikkan.store.QuarantineCause;
import dev.nikkan.store.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides what a mail that has been read means for us: whose it is, which day it belongs to, and whether it counts.
final class Judge {
    private final Set<MailingList> trusted;

    Judge(Set<MailingList> trusted) {
        this.trusted = trusted;
    }

    Verdict verdict(Pending mail, ReadMessage read) {
        ReadMessage message = mail.origin() == Origin.IMPORT ? attributed(read, mail.assumed()) : read;
        return new Verdict(mail.id(), message, day(mail, message.envelope()), outcome(message), MessageParser.VERSION);
    }

    /// All of IETF-Announce before mid-2003 has no List-Id: in an archive the list's address will do.
    private ReadMessage attributed(ReadMessage read, Optional<MailingList> assumed) {
        Envelope envelope = read.envelope();
        Optional<MailingList> list =
                envelope.list().or(() -> addressed(envelope)).or(() -> assumed);
        Envelope attributed = new Envelope(
                envelope.messageId(),
                envelope.subject(),
                envelope.from(),
                list,
                envelope.addressed(),
                envelope.sent(),
                envelope.received(),
                envelope.archivedAt(),
                envelope.verification());
        return new ReadMessage(attributed, read.reading(), read.textHash(), read.text(), read.damage());
    }

    private Optional<MailingList> addressed(Envelope envelope) {
        return trusted.stream()
                .filter(list -> names(list).anyMatch(envelope.addressed()::contains))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .findFirst();
    }

    /// The list's address, and those that its software wrote into `Sender` (RFC 2142 §6; Majordomo's `owner-`).
    private static Stream<String> names(MailingList list) {
        String address = list.address();
        int at = address.indexOf('@');
        return at < 0
                ? Stream.of(address)
                : Stream.concat(
                        Stream.of(address, "owner-" + address),
                        Stream.of("-request", "-owner", "-admin", "-bounces")
                                .map(role -> address.substring(0, at) + role + address.substring(at)));
    }

    private static Day day(Pending mail, Envelope envelope) {
        return switch (mail.origin()) {
            case MAILBOX -> PostingDay.live(envelope.sent(), mail.arrival(), mail.storedAt());
            case IMPORT ->
                PostingDay.archived(envelope.sent(), envelope.received().or(mail::arrival), mail.storedAt())
                        .orElse(Day.of(mail.storedAt()));
        };
    }

    private Verdict.Outcome outcome(ReadMessage message) {
        Envelope envelope = message.envelope();
        boolean counts = envelope.list().filter(trusted::contains).isPresent();
        return switch (message.reading()) {
            case Reading.Announced(Announcement announcement) when counts -> entry(announcement, envelope);
            // A mail of a trusted list that is of no kind of its own.
            case Reading.FreeText(Notice notice) when counts -> entry(notice, envelope);
            case Reading.Unreadable(String reason)
            when counts || envelope.equals(Envelope.EMPTY) -> unreadable(reason, envelope);
            case Reading.Announced _, Reading.FreeText _, Reading.Other _, Reading.Unreadable _ -> new Verdict.Other();
        };
    }

    private static Verdict.Outcome entry(Announcement announcement, Envelope envelope) {
        return envelope.verification() == Verification.UNVERIFIED ? unverified() : new Verdict.Entry(announcement);
    }

    private static Verdict.Outcome unreadable(String reason, Envelope envelope) {
        return envelope.verification() == Verification.UNVERIFIED
                ? unverified()
                : new Verdict.Quarantined(QuarantineCause.UNREADABLE, reason);
    }

    private static Verdict.Outcome unverified() {
        return new Verdict.Quarantined(
                QuarantineCause.UNVERIFIED, "our mail server did not find it authentic (Authentication-Results)");
    }
}
