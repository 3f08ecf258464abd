package dev.nikkan.intake;

import dev.nikkan.intake.MailFetch.Listed;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.QuarantineCause;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what became of UIDs whose mail could not be fetched as it should: each has a row that says why.
final class Unfetched {
    private static final Logger log = LoggerFactory.getLogger(Unfetched.class);
    private static final int GIVEN_UP_AFTER = 10;

    private final MailStore store;
    private final MailboxMemory memory;

    Unfetched(MailStore store, MailboxMemory memory) {
        this.store = store;
        this.memory = memory;
    }

    /// It came in another length than RFC822.SIZE, twice. Exchange is known to give wrong sizes, so that it is stored.
    void mismatch(Listed mail, int came) {
        log.warn(
                "{} has {} octets where the server announces {}; it is stored as it came",
                memory.place(mail.uid()),
                came,
                mail.size());
        if (memory.hasLastingUids()) {
            store.markSizeMismatch(memory.place(mail.uid()));
        }
    }

    void tooLarge(Listed mail, int most) {
        giveUp(mail, QuarantineCause.OVERSIZE, mail.size() + " octets, more than the " + most + " that are fetched");
    }

    void vanished(long uid) {
        log.warn("{} was gone before it could be fetched", memory.place(uid));
        store.vanished(memory.place(uid));
        memory.add(List.of(uid));
    }

    /// It will be tried again, a number of times.
    void failed(Listed mail, String error) {
        int failures = store.fetchFailed(memory.place(mail.uid()), error);
        if (failures < GIVEN_UP_AFTER) {
            log.info("{} was not fetched, try {}: {}", memory.place(mail.uid()), failures, error);
            memory.failed(mail.uid(), failures);
        } else {
            giveUp(mail, QuarantineCause.UNFETCHABLE, "not fetched in " + failures + " tries; the last: " + error);
        }
    }

    private void giveUp(Listed mail, QuarantineCause cause, String reason) {
        log.warn("{} is not stored: {}", memory.place(mail.uid()), reason);
        store.addUnavailable(memory.place(mail.uid()), cause, reason, mail.size(), mail.arrival());
        memory.add(List.of(mail.uid()));
    }
}
