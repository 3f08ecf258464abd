package dev.nikkan.deliver;

import static dev.nikkan.deliver.SmtpExamples.READER;
import static dev.nikkan.deliver.SmtpExamples.SENDER;
import static dev.nikkan.deliver.SmtpExamples.octets;
import static dev.nikkan.deliver.SmtpExamples.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.RealSmtpServer;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Accepted;
import dev.nikkan.model.Attempt.Deferred;
import dev.nikkan.model.Attempt.Refused;
import dev.nikkan.model.EmailAddress;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RealSmtpServerTest {
    private static final String HEADER = """
            From: digest@nikkan.example
            To: reader@example.net
            Date: Sun, 22 Nov 2026 00:10:00 +0000
            Message-ID: <digest.20261121.1@nikkan.example>
            Subject: Nikkan

            """;

    @BeforeAll
    static void requireServers() {
        assumeTrue(RealSmtpServer.usable(), "Postfix is not installed, or this is not root");
    }

    @Test
    void postfix_takes_refuses_and_defers() throws IOException {
        String body = "Good morning.\r\n.\r\n..two dots\r\n";
        try (var postfix = RealSmtpServer.postfix();
                var session = new SmtpSession(plain(postfix.port()), SmtpTimeouts.STANDARD, FaultPoints.INERT)) {
            assertThat(sent(session, "unknown@example.net", body))
                    .isInstanceOfSatisfying(
                            Refused.class, it -> assertThat(it.ours()).isFalse());
            assertThat(sent(session, "busy@example.net", body)).isInstanceOf(Deferred.class);
            assertThat(sent(session, "blocked@example.net", body))
                    .isInstanceOfSatisfying(
                            Refused.class, it -> assertThat(it.ours()).isTrue());
            assertThat(sent(session, "elsewhere@example.org", body))
                    .as("relaying")
                    .isInstanceOfSatisfying(
                            Refused.class, it -> assertThat(it.ours()).isTrue());
            assertThat(sent(session, READER.value(), body)).isInstanceOf(Accepted.class);

            await().atMost(Duration.ofSeconds(20)).until(() -> postfix.mails().size() == 1);
            assertThat(postfix.mails().getFirst())
                    .startsWith("Return-Path: <digest@nikkan.example>\n")
                    .endsWith(HEADER + body.replace("\r\n", "\n"));
        }
    }

    @Test
    void a_sink_takes_five_hundred_mails_over_one_connection() throws IOException {
        try (var sink = RealSmtpServer.sink();
                var session = new SmtpSession(plain(sink.port()), SmtpTimeouts.STANDARD, FaultPoints.INERT)) {
            for (int i = 0; i < 500; i++) {
                assertThat(sent(session, READER.value(), "Hello\r\n")).isInstanceOf(Accepted.class);
            }
        }
    }

    private static Attempt sent(SmtpSession session, String recipient, String body) {
        return session.send(octets(HEADER.replace("\n", "\r\n")), octets(body), SENDER, new EmailAddress(recipient));
    }
}
