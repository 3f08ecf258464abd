package dev.nikkan.deliver;

import static dev.nikkan.deliver.SmtpExamples.READER;
import static dev.nikkan.deliver.SmtpExamples.SENDER;
import static dev.nikkan.deliver.SmtpExamples.SHORT;
import static dev.nikkan.deliver.SmtpExamples.octets;
import static dev.nikkan.deliver.SmtpExamples.plain;
import static dev.nikkan.fixtures.ScriptedSmtpServer.drip;
import static dev.nikkan.fixtures.ScriptedSmtpServer.drop;
import static dev.nikkan.fixtures.ScriptedSmtpServer.reply;
import static dev.nikkan.fixtures.ScriptedSmtpServer.say;
import static dev.nikkan.fixtures.ScriptedSmtpServer.silence;
import static dev.nikkan.fixtures.ScriptedSmtpServer.slowly;
import static dev.nikkan.fixtures.ScriptedSmtpServer.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.ScriptedSmtpServer;
import dev.nikkan.fixtures.ScriptedSmtpServer.Action;
import dev.nikkan.fixtures.ScriptedSmtpServer.Received;
import dev.nikkan.fixtures.ScriptedSmtpServer.Step;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Attempt.Accepted;
import dev.nikkan.model.Attempt.Deferred;
import dev.nikkan.model.Attempt.Refused;
import dev.nikkan.model.Attempt.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
@ParameterizedClass(name = "pipelining: {0}")
@ValueSource(booleans = {false, true})
final class SmtpSessionTest {
    private static final String HEADER = "Subject: Nikkan\r\n\r\n";

    /// More than the buffers between two sockets hold.
    private static final String LARGE = ("x".repeat(76) + "\r\n").repeat(200_000);

    @Parameter
    private boolean pipelining;

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final List<FaultPoint> passed = new ArrayList<>();
    private final SmtpSession session = new SmtpSession(plain(server.port()), SHORT, passed::add);

    @BeforeEach
    void announce() {
        if (pipelining) {
            server.announcing("250-fake\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES");
        }
    }

    @AfterEach
    void close() {
        session.close();
        server.close();
    }

    private Attempt send(String body) {
        return session.send(octets(HEADER), octets(body), SENDER, READER);
    }

    @Test
    void a_mail_arrives_octet_for_octet_under_its_envelope() {
        String body = ".\r\n..\r\nA line\r\n.hidden\r\n\r\n\r\n";

        Attempt attempt = send(body);

        assertThat(attempt).isEqualTo(new Accepted("250 2.0.0 queued as 1"));
        assertThat(server.received())
                .containsExactly(new Received("digest@nikkan.example", "reader@example.net", HEADER + body));
    }

    @Test
    void the_greeting_names_the_senders_domain_and_not_this_machine() {
        send("Hello\r\n");

        assertThat(server.commands().getFirst()).isEqualTo("EHLO nikkan.example");
    }

    @Test
    void one_connection_carries_many_mails() {
        for (int i = 0; i < 20; i++) {
            assertThat(send("Mail " + i + "\r\n")).isInstanceOf(Accepted.class);
        }

        assertThat(server.connections()).isOne();
        assertThat(server.received()).hasSize(20);
    }

    @Test
    void after_a_refused_recipient_the_connection_takes_the_next_mail() {
        server.next(Step.RCPT, reply("550 5.1.1 unknown"));

        assertThat(send("One\r\n")).isInstanceOf(Refused.class);
        assertThat(send("Two\r\n")).isInstanceOf(Accepted.class);

        assertThat(server.connections()).isOne();
        // Sent with the rest, DATA was answered with 354: then the mail that nobody gets has to be empty.
        assertThat(server.received())
                .extracting(Received::octets)
                .containsExactlyElementsOf(pipelining ? List.of("", HEADER + "Two\r\n") : List.of(HEADER + "Two\r\n"));
    }

    @Test
    void a_mail_passes_each_fault_point_in_its_order() {
        send("Hello\r\n");

        assertThat(passed)
                .containsExactly(
                        FaultPoint.SEND_BEFORE_MAIL_FROM,
                        FaultPoint.SEND_BEFORE_DATA,
                        FaultPoint.SEND_BEFORE_DOT,
                        FaultPoint.SEND_AFTER_DOT,
                        FaultPoint.SEND_AFTER_ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bare\nLF\r\n",
                "bare\rCR\r\n",
                "\n.\n",
                "\r.\r\r\n",
                "no end",
                "ends with CR\r",
                "8 bit \u00e9\r\n",
                "NUL \0\r\n"
            })
    void octets_that_another_server_could_read_otherwise_are_not_sent(String body) {
        assertThatThrownBy(() -> send(body)).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void a_line_longer_than_998_octets_is_not_sent() {
        assertThat(send("x".repeat(998) + "\r\n")).isInstanceOf(Accepted.class);
        assertThatThrownBy(() -> send("x".repeat(999) + "\r\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"MAIL", "RCPT", "DATA", "DOT"})
    void a_4yz_reply_at_any_command_defers(Step step) {
        server.next(step, reply("451 4.3.0 later"));

        assertThat(send("Hello\r\n")).isEqualTo(new Deferred("451 4.3.0 later"));
        assertThat(send("Hello\r\n")).as("the next mail").isInstanceOf(Accepted.class);
        assertThat(server.connections()).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"RCPT", "DATA", "DOT"})
    void a_5yz_reply_once_a_recipient_is_named_refuses_the_mail(Step step) {
        server.next(step, reply("550 5.1.1 no such user"));

        assertThat(send("Hello\r\n")).isEqualTo(new Refused("550 5.1.1 no such user", false));
        assertThat(send("Hello\r\n")).as("the next mail").isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"550 5.7.1 policy", "550 5.7.515 not authenticated", "554-5.7.26 a\r\n554 5.7.26 b", "530 login"
            })
    void a_refusal_for_policy_is_our_own_fault(String text) {
        server.next(Step.DOT, reply(text));

        assertThat(send("Hello\r\n"))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.ours()).isTrue());
    }

    @Test
    void a_5yz_reply_to_the_sender_is_our_fault_and_the_mail_still_wanted() {
        server.next(Step.MAIL, reply("553 5.1.8 sender not allowed"));

        assertThat(send("Hello\r\n")).isEqualTo(new Deferred("553 5.1.8 sender not allowed", true));
    }

    static Stream<Arguments> losses() {
        return Stream.of(Step.MAIL, Step.RCPT, Step.DATA)
                .flatMap(step -> Stream.of(
                        Arguments.of(step, "drop", drop()),
                        Arguments.of(step, "silence", silence()),
                        Arguments.of(step, "drip", drip(Duration.ofMillis(20))),
                        Arguments.of(step, "half a line", then(say("250"), drop())),
                        Arguments.of(step, "half a reply", then(say("250-half\r\n"), drop()))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("losses")
    void p6_a_connection_lost_before_the_final_dot_defers(Step step, String how, Action action) {
        server.next(step, action);

        assertThat(send("Hello\r\n".repeat(20))).isInstanceOf(Deferred.class);
        assertThat(server.received()).isEmpty();
        assertThat(send("Hello\r\n")).as("the next mail").isInstanceOf(Accepted.class);
    }

    @Test
    void p6_a_connection_lost_amid_the_octets_defers() {
        server.next(Step.OCTETS, drop());

        assertThat(send(LARGE)).isInstanceOf(Deferred.class);
        assertThat(server.received()).isEmpty();
    }

    static Stream<Arguments> lossesAfterTheDot() {
        return Stream.of(
                Arguments.of("drop", drop()),
                Arguments.of("silence", silence()),
                Arguments.of("drip", drip(Duration.ofMillis(20))),
                Arguments.of("half a line", then(say("250"), drop())),
                Arguments.of("half a reply", then(say("250-half\r\n"), drop())),
                Arguments.of("nonsense", reply("what?")),
                Arguments.of("two replies in one", reply("250-yes\r\n550 no")),
                Arguments.of("out of step", reply("354 go on")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lossesAfterTheDot")
    void p6_a_connection_lost_after_the_final_dot_leaves_the_mail_unknown(String how, Action action) {
        server.takesTheMailThen(action);

        assertThat(send("Hello\r\n")).isInstanceOf(Unknown.class);
        assertThat(send("Hello\r\n")).as("the next mail").isInstanceOf(Accepted.class);
    }

    @Test
    void the_verdict_is_waited_for_longer_than_other_replies() {
        var patient =
                new SmtpTimeouts(SHORT.tcp(), Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(15));
        server.next(Step.DOT, then(slowly("25", Duration.ofMillis(600)), reply("0 at last")));

        try (var slow = new SmtpSession(plain(server.port()), patient, FaultPoints.INERT)) {
            assertThat(slow.send(octets(HEADER), octets("Hello\r\n"), SENDER, READER))
                    .isEqualTo(new Accepted("250 at last"));
        }
    }

    @Test
    void a_server_that_reads_no_further_is_left_at_the_deadline() {
        server.next(Step.DATA, then(reply("354 go on"), _ -> LockSupport.park()));

        assertThat(send(LARGE)).isEqualTo(new Deferred("connection lost: not done within PT1.5S"));
    }

    @Test
    void a_reply_of_a_megabyte_is_cut_and_the_mail_counts() {
        server.next(Step.DOT, reply("250 " + "x".repeat(1_000_000)));

        assertThat(send("Hello\r\n"))
                .isInstanceOfSatisfying(
                        Accepted.class, it -> assertThat(it.reply()).hasSize(500));
    }

    @Test
    void a_reply_of_ten_thousand_lines_is_cut_and_the_mail_counts() {
        server.next(Step.DOT, reply("250-line\r\n".repeat(10_000) + "250 end"));

        assertThat(send("Hello\r\n")).isInstanceOf(Accepted.class);
        assertThat(send("Hello\r\n")).as("in step").isEqualTo(new Accepted("250 2.0.0 queued as 1"));
    }

    @Test
    void p10_of_a_reply_only_printable_ascii_is_kept() {
        server.next(Step.RCPT, reply("550 5.1.1 \u001b[31mred\u0007 caf\u00e9\rx\u0000\u009b"));

        assertThat(send("Hello\r\n")).isEqualTo(new Refused("550 5.1.1 [31mred caf?x?", false));
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"MAIL", "RCPT", "DATA", "DOT"})
    void service_closing_at_any_command_defers_and_ends_the_connection(Step step) {
        server.next(step, reply("421 4.3.2 shutting down"));

        assertThat(send("Hello\r\n")).isEqualTo(new Deferred("421 4.3.2 shutting down"));
        assertThat(session.isConnected()).isFalse();
        assertThat(send("Hello\r\n")).as("the next mail").isInstanceOf(Accepted.class);
    }

    static Stream<Action> endings() {
        return Stream.of(then(reply("421 4.7.0 that was enough"), drop()), drop());
    }

    @ParameterizedTest
    @MethodSource("endings")
    void a_server_that_ends_the_connection_every_three_mails_defers_none(Action ending) {
        Action ok = reply("250 ok");
        server.next(Step.MAIL, ok, ok, ok, ending, ok, ok, ok, ending, ok, ok, ok, ending);

        for (int i = 0; i < 10; i++) {
            assertThat(send("Mail " + i + "\r\n")).isInstanceOf(Accepted.class);
        }
        assertThat(server.connections()).isEqualTo(4);
        assertThat(server.received()).hasSize(10);
    }

    @Test
    void a_connection_that_ended_while_idle_is_made_anew() {
        server.next(Step.DOT, then(reply("250 ok"), drop()));
        send("Hello\r\n");

        assertThat(send("Hello\r\n")).isInstanceOf(Accepted.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_server_that_hangs_up_on_each_new_connection_is_not_asked_for_ever() {
        server.at(Step.MAIL, drop());

        assertThat(send("Hello\r\n")).isInstanceOf(Deferred.class);
        assertThat(server.connections()).isOne();
    }

    @Test
    void an_abandoned_session_connects_no_more() {
        send("Hello\r\n");

        session.abandon("stopping");

        assertThat(send("Hello\r\n"))
                .isInstanceOfSatisfying(
                        Deferred.class, it -> assertThat(it.reply()).contains("stopping"));
        assertThat(server.connections()).isOne();
    }

    @Test
    void a_session_says_goodbye() {
        send("Hello\r\n");

        session.close();

        assertThat(server.commands()).last().isEqualTo("QUIT");
    }
}
