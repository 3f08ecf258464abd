package dev.nikkan.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.icegreen.greenmail.imap.ImapSessionFolder;
import com.icegreen.greenmail.store.InMemoryStore;
import com.icegreen.greenmail.store.MailFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MailHouseTest {
    @Test
    void a_connection_that_dies_of_a_mail_that_just_arrived_is_not_reported() throws Exception {
        Throwable raised = catchThrowable(grownFolder()::getExpunged);

        assertThat(raised).as("what GreenMail does").isInstanceOf(IllegalStateException.class);
        assertThat(reported(new IllegalStateException("Can not handle IMAP connection", raised)))
                .isEmpty();
    }

    @Test
    void any_other_death_of_a_thread_is_reported_with_its_trace() {
        assertThat(reported(new IllegalStateException("Can not handle IMAP connection", new RuntimeException("else"))))
                .startsWith("Exception in thread \"" + Thread.currentThread().getName() + "\" ")
                .contains("Can not handle IMAP connection", "Caused by: ", "else", "\tat ");
    }

    /// A folder as a connection sees it in which a mail has arrived that the client has not been told of.
    private static ImapSessionFolder grownFolder() throws Exception {
        InMemoryStore store = new InMemoryStore();
        MailFolder inbox = store.createMailbox(store.getMailbox("#mail"), "INBOX", true);
        ImapSessionFolder seen = new ImapSessionFolder(inbox, null, false);
        seen.added(1);
        return seen;
    }

    private static String reported(Throwable error) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Main.report(Thread.currentThread(), error, new PrintStream(err, true, StandardCharsets.UTF_8));
        return err.toString(StandardCharsets.UTF_8);
    }
}
