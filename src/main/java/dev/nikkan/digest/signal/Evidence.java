package dev.nikkan.digest.signal;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.SourceReading;
import java.util.Optional;

/// A row behind a signal.
public sealed interface Evidence {
    Day day();

    /// An announced revision.
    record OfDraft(Day day, DraftRevision draft, Optional<String> title, Optional<Hit> hit) implements Evidence {}

    /// A published RFC.
    record OfRfc(Day day, RfcNumber rfc, Optional<String> title, Optional<Hit> hit) implements Evidence {}

    /// A day and how many revisions were announced on it.
    record OfDay(Day day, int posts) implements Evidence {}

    /// A day and how many mails a list brought on it.
    record OfMail(Day day, MailingList list, int mails) implements Evidence {}

    /// When a source was last read to its end.
    record OfReading(Day day, SourceReading reading) implements Evidence {}

    /// A line of the calendar; its day is the meeting's first.
    record OfMeeting(Meeting meeting) implements Evidence {
        @Override
        public Day day() {
            return meeting.first();
        }
    }
}
