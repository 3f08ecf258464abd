package dev.nikkan.intake.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Takes the messages of an archive, in the archive's order.
@FunctionalInterface
public interface MailSink {
    void mail(ArchivedMail mail) throws IOException;

    /// Who sets a limit takes what is beyond it.
    default void oversize(OversizeMail mail) throws IOException {
        throw new IllegalStateException("nobody takes a message of " + mail.size() + " octets");
    }

    /// A file that may hold many messages is about to be read.
    ///
    /// @return where to begin; empty: it is passed over
    default Optional<Position> begin(Path file) throws IOException {
        return Optional.of(Position.BEGINNING);
    }

    /// The message just given was one of that file; what is before `position` need not be read again.
    default void reached(Position position) throws IOException {}

    /// All of that file has been given.
    default void end(Path file) throws IOException {}

    /// A file cannot be read, or not to its end: it is damaged ([DamagedArchive]), or the file system does not give it.
    /// What came before that has been given. Who returns gets the files behind it.
    default void unread(String file, IOException cause) throws IOException {
        throw cause;
    }

    /// A file of a folder was deleted while the folder was read.
    ///
    /// @param file its path; a mail of a Maildir as its folder's path and the name that it keeps
    default void gone(Path file) {}
}
