package dev.nikkan.fault;

import java.util.Locale;

/// A moment between two steps that the daemon must survive being killed at. [#text()] is its name on the command line.
public enum FaultPoint {
    /// UIDs to fetch are known, nothing is asked for yet.
    FETCH_BEFORE_BATCH,
    /// A message's octets are in memory, not in the store.
    FETCH_AFTER_MESSAGE,
    /// Rows are written, the transaction is not committed.
    STORE_BEFORE_COMMIT,
    /// The transaction is committed, nobody knows yet.
    STORE_AFTER_COMMIT,
    /// A stored message is about to be parsed.
    PARSE_BEFORE,
    /// A message is parsed, its rows are not written.
    PARSE_AFTER,
    /// A subscriber's mail is taken up, nothing is done about it.
    HEED_BEFORE,
    /// What a subscriber's mail asks for is committed, its answer with it; nobody knows yet.
    HEED_AFTER,
    /// The last fetch is done, the edition is not cut.
    BUILD_BEFORE_CUT,
    /// The edition is cut and composed, not committed.
    BUILD_BEFORE_COMMIT,
    /// Edition and outbox are committed, nothing is sent.
    BUILD_AFTER_COMMIT,
    /// A delivery is due, not yet marked as being sent.
    SEND_BEFORE_MARK,
    /// Marked as being sent, no octet sent.
    SEND_BEFORE_MAIL_FROM,
    /// The recipient is accepted, the data not begun.
    SEND_BEFORE_DATA,
    /// All data is sent but for the final dot.
    SEND_BEFORE_DOT,
    /// The final dot is sent, the answer not read. From here to [#SEND_AFTER_RECORD] a crash may repeat a mail.
    SEND_AFTER_DOT,
    /// The server has accepted, the acceptance is not recorded: the documented window.
    SEND_AFTER_ACCEPTED,
    /// The acceptance is committed.
    SEND_AFTER_RECORD;

    /// `send.after-accepted`
    public String text() {
        String name = name().toLowerCase(Locale.ROOT);
        int end = name.indexOf('_');
        return name.substring(0, end) + "." + name.substring(end + 1).replace('_', '-');
    }
}
