package dev.nikkan.store;

import dev.nikkan.model.EmailAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Takes an address out of the store, within a transaction: what its owner wrote, what others reported about it and
/// what we answered. Rows stay where a day's account counts them, and say nothing of anybody.
final class Erasure {
    /// What every address that was erased now ends in.
    static final String FORGOTTEN = "@forgotten.invalid";

    private final Session session;

    Erasure(Session session) {
        this.session = session;
    }

    /// What is known of who may never have been a subscriber.
    ///
    /// @return whether there was anything
    boolean erase(EmailAddress address) throws SQLException {
        return erase(address, Optional.empty(), "0" + FORGOTTEN);
    }

    /// @param instead stands where the address stood
    boolean erase(EmailAddress address, Optional<Long> subscriber, String instead) throws SQLException {
        List<Long> mails = mails(address, subscriber);
        for (long mail : mails) {
            eraseMail(mail);
        }
        int requests = session.query("DELETE FROM request WHERE address = ?", address.value())
                .update();
        // One that is being sent cannot be called back. What becomes of it is not told: the server's words would name
        // the address.
        int answers = session.query("""
                UPDATE answer SET address = ?1, octets = zeroblob(0), reply = NULL, next_attempt_at = NULL,
                  state = iif(state = 'sent', state, 'failed')
                WHERE address = ?2 OR subscriber = ?3""", instead, address.value(), subscriber).update();
        return !mails.isEmpty() || requests > 0 || answers > 0;
    }

    private List<Long> mails(EmailAddress address, Optional<Long> subscriber) throws SQLException {
        return session.query("""
                WITH mail (id) AS (
                  SELECT id FROM message WHERE status = 'other' AND sender = ?1
                  UNION SELECT message FROM letter WHERE subscriber = ?3
                  UNION SELECT message FROM answer WHERE (address = ?2 OR subscriber = ?3) AND message IS NOT NULL
                )
                SELECT id FROM mail UNION SELECT m.id FROM message m JOIN mail ON m.duplicate_of = mail.id""", address.value().toLowerCase(Locale.ROOT), address.value(), subscriber)
                .list(row -> row.number("id"));
    }

    /// The octets of a mail, and what of its header names anybody.
    void eraseMail(long message) throws SQLException {
        session.query("DELETE FROM raw_message WHERE message = ?", message).update();
        session.query("UPDATE message SET sender = NULL, subject = NULL, message_id = NULL WHERE id = ?", message)
                .update();
    }
}
