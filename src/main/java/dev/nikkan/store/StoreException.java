package dev.nikkan.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The store cannot do what it was asked. The message is a sentence for the operator and names the file.
///
/// *fatal*, but for [Kind#BUSY] and [Kind#FULL], which pass by themselves.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What went wrong, as far as a caller can act on it.
    public enum Kind {
        MISSING,
        NOT_A_STORE,
        NEWER,
        CORRUPT,
        BUSY,
        FULL,
        READ_ONLY,
        IO,
        /// A statement that the schema refuses: a bug of ours.
        BUG
    }

    private final Kind kind;

    StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    StoreException(Kind kind, String message, SQLException cause) {
        super(message, cause);
        this.kind = kind;
    }

    static StoreException of(Path file, SQLException cause) {
        return switch (primary(cause)) {
            case SQLITE_NOTADB ->
                new StoreException(Kind.NOT_A_STORE, file + " is not a Nikkan store: it is no SQLite database.", cause);
            case SQLITE_CORRUPT ->
                new StoreException(
                        Kind.CORRUPT,
                        file + " is damaged (" + cause.getMessage()
                                + "). Restore it from a backup; nothing was changed.",
                        cause);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(Kind.BUSY, file + " is locked by another program; try again.", cause);
            case SQLITE_FULL -> new StoreException(Kind.FULL, "The disk of " + file + " is full.", cause);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                new StoreException(
                        Kind.READ_ONLY,
                        file + " cannot be opened or written by this user (" + cause.getMessage() + ").",
                        cause);
            case SQLITE_IOERR ->
                new StoreException(
                        Kind.IO, "Reading or writing " + file + " failed (" + cause.getMessage() + ").", cause);
            default -> new StoreException(Kind.BUG, file + ": " + cause.getMessage(), cause);
        };
    }

    /// The primary result code (sqlite.org/rescode.html §3): extended codes hold it in their low eight bits.
    private static SQLiteErrorCode primary(SQLException cause) {
        return cause instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    public Kind kind() {
        return kind;
    }
}
