package dev.nikkan.demo;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.imap.ImapSessionFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// An IMAP and an SMTP server inside this process, on free loopback ports.
final class MailHouse implements AutoCloseable {
    static final String WATCHED = "digest@example.org";

    private final GreenMail servers;
    private final GreenMailUser watched;

    MailHouse(String password) {
        ServerSetup[] setups = ServerSetup.dynamicPort(ServerSetupTest.SMTP_IMAP);
        servers = new GreenMail(setups)
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        servers.start();
        watched = servers.setUser(WATCHED, WATCHED, password);
    }

    int imapPort() {
        return servers.getImap().getPort();
    }

    int smtpPort() {
        return servers.getSmtp().getPort();
    }

    void addMailbox(String address) {
        servers.setUser(address, address, "secret");
    }

    /// Puts a mail into the watched mailbox, as a mail server does.
    void deliver(byte[] octets) throws MessagingException {
        watched.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets)));
    }

    /// The mails that an address has received, oldest first.
    List<byte[]> received(String address) throws MessagingException, IOException {
        List<byte[]> mails = new ArrayList<>();
        for (MimeMessage message : servers.getReceivedMessagesForDomain(address)) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            message.writeTo(octets);
            mails.add(octets.toByteArray());
        }
        return mails;
    }

    /// Whether a connection's thread died of a mail that arrived while it answered: GreenMail's
    /// `ImapSessionFolder.getExpunged` throws when the folder has grown since the line before (its issue 343). The
    /// daemon connects again, as to any server, and fetches that mail.
    static boolean diedOfAnArrival(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            StackTraceElement[] trace = cause.getStackTrace();
            if (cause instanceof IllegalStateException
                    && trace.length > 0
                    && trace[0].getClassName().equals(ImapSessionFolder.class.getName())
                    && trace[0].getMethodName().equals("getExpunged")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        servers.stop();
    }
}
