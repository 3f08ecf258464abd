package dev.nikkan.parse;

import dev.nikkan.model.DraftPost;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.Event;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.OtherKind;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Reads messages. Nothing that is in one makes it throw, recurse or run on: what goes beyond the parser's limits is
/// [Reading.Unreadable], what is no mail at all is [OtherKind#NOT_MAIL].
///
/// Stateless, so that any number of threads may share one.
public final class MessageParser {
    /// Raised whenever the same octets may read differently, so that stored mail is known to be read anew.
    public static final int VERSION = 3;

    private final Optional<String> authservId;
    private final Optional<MailingList> ownList;
    private final LongSupplier nanoTime;

    /// A parser without a watch: each message is bounded by size alone.
    ///
    /// @param authservId the authentication service whose findings count (RFC 8601 §2.5); empty: none is asked
    public MessageParser(Optional<String> authservId) {
        this(authservId, Optional.empty(), () -> 0);
    }

    /// @param ownList the List-Id of our own digests, to know them when they come back
    /// @param nanoTime a clock that only runs forward, `System::nanoTime`: two seconds are a message's due
    public MessageParser(Optional<String> authservId, Optional<MailingList> ownList, LongSupplier nanoTime) {
        this.authservId = authservId.filter(id -> !id.isBlank());
        this.ownList = ownList;
        this.nanoTime = nanoTime;
    }

    public ReadMessage parse(Octets octets) {
        if (!MimeReader.isMail(octets)) {
            return bare(Envelope.EMPTY, new Reading.Other(OtherKind.NOT_MAIL), Optional.empty());
        }
        MimeReader.Content content = new MimeReader(octets, new Deadline(nanoTime)).read();
        HeaderBlock header = content.header();
        if (header.isEmpty() && content.refusal().isEmpty()) {
            return bare(Envelope.EMPTY, new Reading.Other(OtherKind.NOT_MAIL), Optional.empty());
        }
        Envelope envelope = EnvelopeReader.read(header, Authenticity.of(header, authservId));
        return content.refusal()
                .map(reason -> bare(envelope, new Reading.Unreadable(reason), content.damage()))
                .orElseGet(() -> read(content, envelope));
    }

    private static ReadMessage bare(Envelope envelope, Reading reading, Optional<String> damage) {
        return new ReadMessage(envelope, reading, Optional.empty(), Optional.empty(), damage);
    }

    private ReadMessage read(MimeReader.Content content, Envelope envelope) {
        AnnouncementText text = AnnouncementText.of(content.text());
        Optional<OtherKind> correspondence = new Correspondence(content.header(), envelope).kind(ownList);
        Classifier classifier = new Classifier(content.header(), envelope, text, correspondence);
        Reading reading = classifier.read();
        return new ReadMessage(
                envelope,
                reading,
                textHash(reading, text),
                kept(reading, text),
                content.damage().or(classifier::damage));
    }

    /// Drafts and RFCs have names to be known by, and are most mails: theirs would be a sixth of the parser's time.
    private static Optional<Sha256> textHash(Reading reading, AnnouncementText text) {
        return switch (reading) {
            case Reading.Announced(DraftPost _), Reading.Announced(RfcPublication _) -> Optional.empty();
            case Reading.Announced(Event _), Reading.FreeText _, Reading.Other _, Reading.Unreadable _ ->
                Optional.of(Sha256.of(text.folded().getBytes(StandardCharsets.UTF_8)));
        };
    }

    /// Drafts and RFCs have their text in fields.
    private static Optional<String> kept(Reading reading, AnnouncementText text) {
        return switch (reading) {
            case Reading.Announced(Event _), Reading.FreeText _ -> Optional.of(text.bounded(Limits.EVENT_CHARACTERS));
            case Reading.Announced(DraftPost _), Reading.Announced(RfcPublication _) -> Optional.empty();
            case Reading.Other _, Reading.Unreadable _ -> Optional.empty();
        };
    }
}
