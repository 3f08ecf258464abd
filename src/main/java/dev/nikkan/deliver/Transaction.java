package dev.nikkan.deliver;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Accepted;
import dev.nikkan.model.Attempt.Deferred;
import dev.nikkan.model.Attempt.Refused;
import dev.nikkan.model.Attempt.Unknown;
import dev.nikkan.model.EmailAddress;

/// One mail: `MAIL`, `RCPT`, `DATA`, the octets, the dot (RFC 5321 §3.3). Keeps account of how far it has got, because
/// that alone says what a lost connection means.
final class Transaction {
    private final MailOctets mail;
    private final EmailAddress sender;
    private final EmailAddress recipient;
    private Progress progress = Progress.NOTHING_SAID;
    private boolean closing;

    /// Waits for the answer to the final dot.
    @FunctionalInterface
    interface Verdict {
        Reply await() throws LinkLostException;
    }

    private enum Progress {
        NOTHING_SAID,
        SENDER_ANSWERED,
        DOT_SENT,
        ENDED
    }

    Transaction(MailOctets mail, EmailAddress sender, EmailAddress recipient) {
        this.mail = mail;
        this.sender = sender;
        this.recipient = recipient;
    }

    /// Whether the server had answered `MAIL` other than by closing: if not, this mail was never begun.
    boolean isBegun() {
        return progress != Progress.NOTHING_SAID;
    }

    /// Whether the connection has been announced to end.
    boolean isClosing() {
        return closing;
    }

    /// Whether another mail may follow without `RSET`.
    boolean isEnded() {
        return progress == Progress.ENDED;
    }

    /// What the loss of the connection makes of the mail: after the dot the server may have it.
    Attempt lost(String reason) {
        return progress == Progress.DOT_SENT ? new Unknown(reason) : new Deferred(reason);
    }

    /// @param reset whether an earlier transaction is to be ended first
    Attempt run(SmtpDialogue dialogue, boolean reset, FaultPoints faults, Verdict verdict) throws LinkLostException {
        if (reset) {
            heeded(dialogue.command("RSET"));
        }
        Reply mailFrom = heeded(dialogue.command("MAIL FROM:<" + sender + ">"));
        if (mailFrom.code() != Reply.SERVICE_CLOSING) {
            progress = Progress.SENDER_ANSWERED;
        }
        if (!mailFrom.positive()) {
            // No recipient is named yet: what stands in the way is between the server and us, and may be mended while
            // the mail is still wanted.
            return new Deferred(mailFrom.text(), mailFrom.permanent());
        }
        Reply rcptTo = heeded(dialogue.command("RCPT TO:<" + recipient + ">"));
        if (!rcptTo.positive()) {
            return declined(rcptTo);
        }
        faults.passed(FaultPoint.SEND_BEFORE_DATA);
        Reply data = heeded(dialogue.data(mail));
        if (data.code() != Reply.START_MAIL_INPUT) {
            return declined(data);
        }
        return finished(dialogue, faults, verdict);
    }

    private Attempt finished(SmtpDialogue dialogue, FaultPoints faults, Verdict verdict) throws LinkLostException {
        faults.passed(FaultPoint.SEND_BEFORE_DOT);
        // Set before the dot is written: a write that fails may still have brought it there.
        progress = Progress.DOT_SENT;
        dialogue.say(".");
        faults.passed(FaultPoint.SEND_AFTER_DOT);
        Reply reply = heeded(verdict.await());
        Attempt attempt = reply.positive() ? new Accepted(reply.text()) : declined(reply);
        progress = Progress.ENDED;
        if (reply.positive()) {
            faults.passed(FaultPoint.SEND_AFTER_ACCEPTED);
        }
        return attempt;
    }

    private static Attempt declined(Reply reply) throws LinkLostException {
        if (reply.permanent()) {
            return new Refused(reply.text(), reply.ours());
        }
        if (reply.transientFailure()) {
            return new Deferred(reply.text());
        }
        throw new LinkLostException("the server is out of step: " + reply.text());
    }

    /// 421 may answer any command: the server is about to close (RFC 5321 §3.8).
    private Reply heeded(Reply reply) {
        closing |= reply.code() == Reply.SERVICE_CLOSING;
        return reply;
    }
}
