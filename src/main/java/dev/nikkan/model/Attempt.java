package dev.nikkan.model;

/// How one try to hand a mail to the SMTP server ended (RFC 5321 §4.2.1: 2yz, 4yz, 5yz). `reply` is the server's text
/// with control characters removed, or what happened to the connection.
public sealed interface Attempt {
    String reply();

    record Accepted(String reply) implements Attempt {}

    /// To be tried again: a 4yz reply, the connection failed before the final dot, or a 5yz reply before any recipient
    /// was named.
    ///
    /// @param ours whether the server refused us (a 5yz reply to `MAIL` or `DATA`): a run of these ends the sending
    record Deferred(String reply, boolean ours) implements Attempt {
        public Deferred(String reply) {
            this(reply, false);
        }
    }

    /// Final: a 5yz reply about this recipient or this mail.
    ///
    /// @param ours whether it is our own fault (5.7.x, a blocked address): the recipient is not to be blamed
    record Refused(String reply, boolean ours) implements Attempt {}

    /// The connection was lost after the data: the server may have taken the mail (RFC 1047).
    record Unknown(String reply) implements Attempt {}
}
