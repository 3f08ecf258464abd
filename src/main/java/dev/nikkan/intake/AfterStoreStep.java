package dev.nikkan.intake;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done in the folder with mails that are safe in the store. It may fail or be interrupted: the next whole pass
/// does it again for all of them.
final class AfterStoreStep {
    private static final Logger log = LoggerFactory.getLogger(AfterStoreStep.class);

    private final ImapSession session;
    private final AfterStore wish;

    AfterStoreStep(ImapSession session, AfterStore wish) {
        this.session = session;
        this.wish = wish;
    }

    static boolean changesFolder(AfterStore wish) {
        return !(wish instanceof AfterStore.Leave);
    }

    /// For what was stored just now.
    void apply(NavigableSet<Long> stored) throws ImapFailure {
        if (stored.isEmpty()) {
            return;
        }
        try {
            switch (wish) {
                case AfterStore.Leave() -> {}
                case AfterStore.MarkSeen() ->
                    session.change("UID STORE " + UidSet.of(stored) + " +FLAGS.SILENT (\\Seen)");
                case AfterStore.Move(String folder) -> moveIntoExisting(UidSet.of(stored), folder);
            }
        } catch (ImapFailure e) {
            if (e.kind() != ImapFailure.Kind.COMMAND_REFUSED) {
                throw e;
            }
            log.warn("{} stored mails stay as they are in their folder: {}", stored.size(), e.sentence());
        }
    }

    /// For all that is stored and that an earlier run has not come to.
    void applyToAll(MailboxMemory memory) throws ImapFailure {
        String criteria = switch (wish) {
            case AfterStore.Leave() -> "";
            case AfterStore.MarkSeen() -> "UNSEEN";
            case AfterStore.Move _ -> "ALL";
        };
        if (!criteria.isEmpty()) {
            apply(new TreeSet<>(memory.stored(session.search(criteria))));
        }
    }

    /// RFC 9051 §6.4.7: a server that would take the mails into a folder, had it one, says TRYCREATE.
    private void moveIntoExisting(String uids, String folder) throws ImapFailure {
        try {
            move(uids, folder);
        } catch (ImapFailure e) {
            if (!e.sentence().contains("[TRYCREATE]")) {
                throw e;
            }
            session.changeInto("CREATE", folder);
            move(uids, folder);
        }
    }

    /// RFC 6851, or else what it stands for.
    private void move(String uids, String folder) throws ImapFailure {
        if (session.offers("MOVE")) {
            session.changeInto("UID MOVE " + uids, folder);
            return;
        }
        session.changeInto("UID COPY " + uids, folder);
        session.change("UID STORE " + uids + " +FLAGS.SILENT (\\Deleted)");
        // Without UIDPLUS, EXPUNGE would also take what somebody else has marked: then the mark must do.
        if (session.offers("UIDPLUS")) {
            session.change("UID EXPUNGE " + uids);
        }
    }
}
