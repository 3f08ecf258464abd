package dev.nikkan.deliver;

import static dev.nikkan.deliver.SmtpExamples.READER;
import static dev.nikkan.deliver.SmtpExamples.SENDER;
import static dev.nikkan.deliver.SmtpExamples.SHORT;
import static dev.nikkan.deliver.SmtpExamples.login;
import static dev.nikkan.deliver.SmtpExamples.octets;
import static dev.nikkan.fixtures.ScriptedSmtpServer.drop;
import static dev.nikkan.fixtures.ScriptedSmtpServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.nikkan.deliver.NoConnectionException.Kind;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.ScriptedSmtpServer;
import dev.nikkan.fixtures.ScriptedSmtpServer.Action;
import dev.nikkan.fixtures.ScriptedSmtpServer.Step;
import dev.nikkan.model.Attempt.Accepted;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class SmtpLoginTest {
    private static final String PASSWORD = "planted-s3cret";
    private static final String AUTH = "250-fake\r\n250 AUTH PLAIN LOGIN";

    private static NoConnectionException refusal(SmtpSettings settings) {
        try (var session = new SmtpSession(settings, SHORT, FaultPoints.INERT)) {
            return catchThrowableOfType(NoConnectionException.class, session::connect);
        }
    }

    private static NoConnectionException refusalAt(Step step, Action action) {
        try (var server = new ScriptedSmtpServer().announcing(AUTH).at(step, action)) {
            return refusal(login(server.port(), "digest", PASSWORD));
        }
    }

    @Test
    void a_real_server_lets_in_who_knows_the_password() {
        var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.setUser("digest@nikkan.example", "digest", PASSWORD);
        greenMail.start();
        try (var session = new SmtpSession(
                login(greenMail.getSmtp().getPort(), "digest", PASSWORD), SmtpTimeouts.STANDARD, FaultPoints.INERT)) {
            assertThat(session.send(octets("Subject: Nikkan\r\n\r\n"), octets("Hello\r\n"), SENDER, READER))
                    .isInstanceOf(Accepted.class);
            assertThat(greenMail.getReceivedMessages()).hasSize(1);
            assertThat(refusal(login(greenMail.getSmtp().getPort(), "digest", "wrong"))
                            .kind())
                    .isEqualTo(Kind.LOGIN_REFUSED);
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void the_login_is_said_once_and_to_the_server_alone() {
        try (var server = new ScriptedSmtpServer().announcing(AUTH);
                var session = new SmtpSession(login(server.port(), "digest", PASSWORD), SHORT, FaultPoints.INERT)) {
            session.send(octets("Subject: Nikkan\r\n\r\n"), octets("Hello\r\n"), SENDER, READER);

            String told = Base64.getEncoder()
                    .encodeToString(("digest\0digest\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            String shorter =
                    Base64.getEncoder().encodeToString(("\0digest\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            assertThat(server.commands().get(1)).isIn("AUTH PLAIN " + told, "AUTH PLAIN " + shorter);
        }
    }

    @Test
    void a_refused_login_says_what_the_server_says() {
        var failure = refusalAt(Step.AUTH, reply("535 5.7.8 authentication failed"));

        assertThat(failure.kind()).isEqualTo(Kind.LOGIN_REFUSED);
        assertThat(failure.reason()).endsWith("did not accept the login: 535 5.7.8 authentication failed");
    }

    @Test
    void a_login_that_cannot_be_checked_now_is_no_refusal() {
        assertThat(refusalAt(Step.AUTH, reply("454 4.7.0 later")).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(refusalAt(Step.AUTH, drop()).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void a_server_without_login_is_not_used_where_a_user_is_configured() {
        try (var server = new ScriptedSmtpServer()) {
            var failure = refusal(login(server.port(), "digest", PASSWORD));

            assertThat(failure.reason()).contains("offers no login");
            assertThat(server.commands()).doesNotContain("MAIL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 5.7.1 go away", "421 4.3.2 busy"})
    void a_server_that_does_not_greet_is_said_to_have_answered(String greeting) {
        var failure = refusalAt(Step.GREETING, reply(greeting));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.reason()).endsWith("it answered " + greeting);
    }

    @Test
    void p18_no_password_is_in_any_message_whatever_the_server_repeats() {
        String told =
                Base64.getEncoder().encodeToString(("digest\0digest\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        String alone = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));

        for (String repeated : new String[] {PASSWORD, told, alone}) {
            for (String code : new String[] {"535 5.7.8 ", "454 4.7.0 ", "what? "}) {
                var trace = new StringWriter();
                refusalAt(Step.AUTH, reply(code + "you said " + repeated))
                        .printStackTrace(new PrintWriter(trace, true));

                assertThat(trace.toString()).doesNotContain(PASSWORD, told, alone);
            }
        }
    }
}
