package dev.nikkan.deliver;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Angus' SMTP, used for its greeting, login and commands one by one. `sendMessage` is not used: it composes and
/// re-encodes, and after a lost connection its lists of addresses claim what it cannot know.
final class SmtpDialogue extends SMTPTransport {
    private final SmtpLink link;

    SmtpDialogue(SmtpSettings settings, SmtpTimeouts timeouts, SmtpLink link) {
        super(
                Session.getInstance(properties(settings, timeouts, link)),
                new URLName("smtp", settings.host(), settings.port(), null, null, null));
        this.link = link;
    }

    private static Properties properties(SmtpSettings settings, SmtpTimeouts timeouts, SmtpLink link) {
        Properties properties = new Properties();
        properties.put("mail.smtp.socketFactory", new OneLink(link));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.connectiontimeout", millis(timeouts.tcp().toMillis()));
        properties.put("mail.smtp.timeout", millis(timeouts.reply().toMillis()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(wantsStartTls(settings)));
        properties.put("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        // Angus would name this machine and ask DNS for it. The sender's domain stands in the mail anyway.
        properties.put("mail.smtp.localhost", settings.envelopeSender().domain());
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    private static boolean wantsStartTls(SmtpSettings settings) {
        return switch (settings.security()) {
            case STARTTLS -> true;
            case TLS, NONE -> false;
        };
    }

    private static String millis(long value) {
        return Long.toString(Math.min(value, Integer.MAX_VALUE));
    }

    /// Angus would put a new socket over the old; ours changes itself, see [ReplyStream].
    @Override
    protected synchronized void startTLS() throws MessagingException {
        issueCommand("STARTTLS", 220);
        try {
            link.secure();
        } catch (IOException e) {
            throw new MessagingException("TLS could not be begun", e);
        }
    }

    synchronized Reply command(String line) throws LinkLostException {
        say(line);
        return answer();
    }

    synchronized void say(String line) throws LinkLostException {
        try {
            sendCommand(line);
        } catch (MessagingException e) {
            throw lost(e);
        }
    }

    synchronized Reply answer() throws LinkLostException {
        try {
            readServerResponse();
        } catch (MessagingException e) {
            throw lost(e);
        }
        return lastReply();
    }

    /// Whether several commands may be sent before the first is answered (RFC 2920).
    boolean isPipelining() {
        return supportsExtension("PIPELINING");
    }

    /// Sends lines in one go, whose replies are then to be asked for one by one with [#answer()].
    synchronized void say(List<String> lines) throws LinkLostException {
        write(String.join("\r\n", lines) + "\r\n");
    }

    private void write(String text) throws LinkLostException {
        try {
            OutputStream wire = link.getOutputStream();
            wire.write(text.getBytes(StandardCharsets.US_ASCII));
            wire.flush();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /// The mail's octets, after 354: all but the final dot. Angus would look at each of them, and double dots that are
    /// doubled; it holds nothing back that it was given before.
    synchronized void data(MailOctets mail) throws LinkLostException {
        try {
            OutputStream wire = link.getOutputStream();
            mail.writeTo(wire);
            wire.flush();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /// Of a reply whose last line never came Angus keeps the lines that did, and gives -1.
    private Reply lastReply() throws LinkLostException {
        Reply reply = Reply.parse(getLastServerResponse());
        if (getLastReturnCode() != reply.code()) {
            throw new LinkLostException("the server closed the connection after: " + reply.text());
        }
        return reply;
    }

    private LinkLostException lost(Exception e) {
        return new LinkLostException(Reasons.of(e, link));
    }

    /// Hands out the one socket that was made for this dialogue.
    private static final class OneLink extends SocketFactory {
        private final SmtpLink link;

        OneLink(SmtpLink link) {
            this.link = link;
        }

        @Override
        public Socket createSocket() {
            return link;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            link.connect(new InetSocketAddress(host, port));
            return link;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            link.connect(new InetSocketAddress(host, port));
            return link;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(host, port);
        }
    }
}
