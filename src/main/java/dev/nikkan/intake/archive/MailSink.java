package dev.nikkan.intake.archive;

import java.io.IOException;

/// Takes the messages of an archive, in the archive's order.
@FunctionalInterface
public interface MailSink {
    void mail(ArchivedMail mail) throws IOException;
}
