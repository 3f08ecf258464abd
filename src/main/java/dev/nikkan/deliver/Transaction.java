package dev.nikkan.deliver;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Accepted;
import dev.nikkan.model.Attempt.Deferred;
import dev.nikkan.model.Attempt.Refused;
import dev.nikkan.model.Attempt.Unknown;
import dev.nikkan.model.EmailAddress;
import java.util.ArrayList;
import java.util.List;

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
        boolean pipelining = dialogue.isPipelining();
        List<String> commands = new ArrayList<>(reset ? List.of("RSET") : List.of());
        commands.add("MAIL FROM:<" + sender + ">");
        commands.add("RCPT TO:<" + recipient + ">");
        commands.add("DATA");
        if (pipelining) {
            dialogue.say(commands);
        }
        Replies replies = new Replies(dialogue, pipelining ? List.of() : commands, commands.size());
        if (reset) {
            replies.next();
        }
        return envelope(replies, dialogue, faults, verdict);
    }

    private Attempt envelope(Replies replies, SmtpDialogue dialogue, FaultPoints faults, Verdict verdict)
            throws LinkLostException {
        Reply mailFrom = replies.next();
        if (mailFrom.code() != Reply.SERVICE_CLOSING) {
            progress = Progress.SENDER_ANSWERED;
        }
        if (!mailFrom.positive()) {
            replies.finish();
            // No recipient is named yet: what stands in the way is between the server and us, and may be mended
            // while the mail is still wanted.
            return new Deferred(mailFrom.text(), mailFrom.permanent());
        }
        Reply rcptTo = replies.next();
        if (!rcptTo.positive()) {
            replies.finish();
            return declined(rcptTo);
        }
        faults.passed(FaultPoint.SEND_BEFORE_DATA);
        Reply data = replies.next();
        if (data.code() != Reply.START_MAIL_INPUT) {
            return declined(data);
        }
        dialogue.data(mail);
        return finished(dialogue, faults, verdict);
    }

    /// The replies to the envelope's commands, which are sent one by one where they have not been sent together.
    private final class Replies {
        private final SmtpDialogue dialogue;
        private final List<String> unsent;
        private final int count;
        private int read;

        Replies(SmtpDialogue dialogue, List<String> unsent, int count) {
            this.dialogue = dialogue;
            this.unsent = unsent;
            this.count = count;
        }

        Reply next() throws LinkLostException {
            if (!unsent.isEmpty()) {
                dialogue.say(unsent.get(read));
            }
            read++;
            return heeded(dialogue.answer());
        }

        /// Reads what is still to come once an earlier command was refused. Where the server asks for the mail all
        /// the same, it gets an empty one, for nobody (RFC 2920 §3.1). What was refused stays so if it closes.
        void finish() {
            try {
                while (unsent.isEmpty() && read < count && !closing) {
                    if (next().code() == Reply.START_MAIL_INPUT) {
                        dialogue.say(".");
                        heeded(dialogue.answer());
                    }
                }
            } catch (LinkLostException _) {
                closing = true;
            }
        }
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
