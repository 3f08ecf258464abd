package dev.nikkan.deliver;

import dev.nikkan.deliver.NoConnectionException.Kind;
import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Deferred;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Octets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection to the submission server, over which finished mails go one by one, each to one recipient. It is kept
/// over many mails, and made anew where the server has ended it between two.
///
/// One thread uses it; [#abandon(String)] alone may come from another.
public final class SmtpSession implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final SmtpSettings settings;
    private final SmtpTimeouts timeouts;
    private final FaultPoints faults;
    private final Optional<DkimSigner> signer;
    private volatile @Nullable SmtpLink link;
    private volatile @Nullable String abandoned;
    private @Nullable SmtpDialogue dialogue;
    private boolean used;
    private boolean unfinished;

    public SmtpSession(SmtpSettings settings, SmtpTimeouts timeouts, FaultPoints faults) {
        this.settings = settings;
        this.timeouts = timeouts;
        this.faults = faults;
        this.signer = settings.dkim().map(DkimSigner::new);
    }

    public boolean isConnected() {
        return dialogue != null;
    }

    /// Connects and logs in, if that is not done already.
    ///
    /// @throws NoConnectionException also after [#abandon(String)]
    public void connect() throws NoConnectionException {
        if (dialogue == null) {
            dialogue = new SmtpLogin(settings, timeouts, newLink()).open();
            used = false;
            unfinished = false;
        }
    }

    private SmtpLink newLink() throws NoConnectionException {
        SmtpLink fresh = new SmtpLink(settings);
        link = fresh;
        // Looked at after `link` is set: abandon() sets and looks the other way round, so one of the two sees the
        // other.
        String reason = abandoned;
        if (reason != null) {
            throw new NoConnectionException(Kind.UNREACHABLE, reason);
        }
        return fresh;
    }

    /// Sends `header` and `body`, octet for octet, to one recipient, signed if that is configured. Connects where that
    /// is necessary.
    ///
    /// @throws IllegalArgumentException if the octets may not go over SMTP; nothing is sent then
    public Attempt send(Octets header, Octets body, EmailAddress sender, EmailAddress recipient) {
        return send(mail(header, new Body(body)), sender, recipient);
    }

    /// What goes over the wire.
    ///
    /// @throws IllegalArgumentException if it may not
    MailOctets mail(Octets header, Body body) {
        WireOctets fit = body.fit();
        return new MailOctets(
                WireOctets.of(signer.map(it -> it.signed(header, body)).orElse(header)), fit);
    }

    Attempt send(MailOctets mail, EmailAddress sender, EmailAddress recipient) {
        faults.passed(FaultPoint.SEND_BEFORE_MAIL_FROM);
        boolean before = used;
        Transaction first = new Transaction(mail, sender, recipient);
        Attempt attempt = tried(first);
        // Where the server ends a connection that had worked, before this mail was begun, it says nothing about the
        // mail.
        boolean again = before && !first.isBegun() && abandoned == null;
        return again ? tried(new Transaction(mail, sender, recipient)) : attempt;
    }

    private Attempt tried(Transaction transaction) {
        try {
            connect();
        } catch (NoConnectionException e) {
            return new Deferred(e.reason());
        }
        SmtpDialogue talk = dialogue;
        SmtpLink current = link;
        if (talk == null || current == null) {
            throw new IllegalStateException("connected without a connection");
        }
        try (var _ = new Deadline(timeouts.mail(), () -> current.abandon("not done within " + timeouts.mail()))) {
            return run(transaction, talk, current);
        }
    }

    private Attempt run(Transaction transaction, SmtpDialogue talk, SmtpLink current) {
        boolean usable = false;
        try {
            Attempt attempt = transaction.run(talk, unfinished, faults, () -> verdict(talk, current));
            usable = !transaction.isClosing();
            used = true;
            unfinished = !transaction.isEnded();
            return attempt;
        } catch (LinkLostException e) {
            return transaction.lost("connection lost: " + e.getMessage());
        } finally {
            if (!usable) {
                drop();
            }
        }
    }

    private Reply verdict(SmtpDialogue talk, SmtpLink current) throws LinkLostException {
        current.waitAtMost(timeouts.verdict());
        Reply reply = talk.answer();
        current.waitAtMost(timeouts.reply());
        return reply;
    }

    /// Ends the connection at once, and every later one; a call of another thread returns with what is then known.
    public void abandon(String reason) {
        abandoned = reason;
        SmtpLink current = link;
        if (current != null) {
            current.abandon(reason);
        }
    }

    /// Says goodbye (RFC 5321 §4.1.1.10) without waiting long for the answer. The next mail connects again.
    public void disconnect() {
        SmtpDialogue talk = dialogue;
        SmtpLink current = link;
        if (talk != null && current != null) {
            try (var _ = new Deadline(FAREWELL, current::close)) {
                talk.command("QUIT");
            } catch (LinkLostException _) {
                // every mail is dealt with already, however the server takes the goodbye
            }
        }
        drop();
    }

    private void drop() {
        SmtpLink current = link;
        if (current != null) {
            current.close();
        }
        dialogue = null;
        used = false;
    }

    @Override
    public void close() {
        disconnect();
    }
}
