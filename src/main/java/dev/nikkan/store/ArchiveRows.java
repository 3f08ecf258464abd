package dev.nikkan.store;

import dev.nikkan.model.MailingList;
import java.sql.SQLException;
import java.util.Optional;

/// How far files have been imported, within a transaction.
final class ArchiveRows {
    private final Session session;

    ArchiveRows(Session session) {
        this.session = session;
    }

    Optional<ArchiveProgress> find(ArchiveFile file) throws SQLException {
        return session.query(
                        """
                SELECT messages, octet, finished FROM archive
                WHERE path = ? AND size = ? AND modified_at = ? AND head = ? AND list IS ?""",
                        file.path(),
                        file.size(),
                        file.modified().toString(),
                        file.head().octets(),
                        list(file))
                .first(row ->
                        new ArchiveProgress(file, row.number("messages"), row.number("octet"), row.truth("finished")));
    }

    void put(ArchiveProgress progress) throws SQLException {
        ArchiveFile file = progress.file();
        session.query(
                        """
                INSERT INTO archive (path, size, modified_at, head, list, messages, octet, finished)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET
                  size = excluded.size, modified_at = excluded.modified_at, head = excluded.head, list = excluded.list,
                  messages = excluded.messages, octet = excluded.octet, finished = excluded.finished""",
                        file.path(),
                        file.size(),
                        // To the nanosecond, unlike other instants: it is compared, not read.
                        file.modified().toString(),
                        file.head().octets(),
                        list(file),
                        progress.messages(),
                        progress.octet(),
                        progress.finished())
                .update();
    }

    private static Optional<String> list(ArchiveFile file) {
        return file.assumed().map(MailingList::id);
    }
}
