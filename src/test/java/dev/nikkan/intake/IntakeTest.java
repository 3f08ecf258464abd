package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.OtherKind;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.model.Verification;
import dev.nikkan.store.Incoming;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The one path of all mail: octets first, then what they say; and what counts.
final class IntakeTest {
    private static final MailingList LIST = new MailingList("i-d-announce.ietf.org");

    private StoreHouse house;
    private long nextUid = 1;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Intake intake(Function<Octets, ReadMessage> parser) {
        return intake(parser, FaultPoints.INERT);
    }

    private Intake intake(Function<Octets, ReadMessage> parser, FaultPoints faults) {
        return new Intake(house.mails, new TrustSettings(Set.of(LIST), Optional.empty()), faults, parser, parser);
    }

    private static Incoming live(String text, long uid) {
        return new Incoming(
                Examples.octets(text),
                Optional.of(new MailboxUid(StoreHouse.INBOX, uid)),
                Origin.MAILBOX,
                Optional.of(Instant.parse("2026-11-22T10:00:00Z")));
    }

    private Incoming live(String text) {
        return live(text, nextUid++);
    }

    private static Incoming archived(String text) {
        return new Incoming(Examples.octets(text), Optional.empty(), Origin.IMPORT, Optional.empty());
    }

    private static Incoming ofTheList(Incoming mail) {
        return new Incoming(mail.octets(), mail.place(), mail.origin(), mail.arrival(), Optional.of(LIST));
    }

    private static ReadMessage post(Envelope envelope) {
        return read(envelope, new Reading.Announced(Examples.post("draft-ietf-quic-http-03")));
    }

    private static ReadMessage read(Envelope envelope, Reading reading) {
        return new ReadMessage(envelope, reading, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Envelope envelope(Optional<MailingList> list, List<String> addressed) {
        return envelope(list, addressed, Verification.NOT_CHECKED);
    }

    private static Envelope envelope(Optional<MailingList> list, List<String> addressed, Verification verification) {
        return new Envelope(
                Optional.of("m@example.org"),
                Optional.of("[IETF-Announce] NomCom call"),
                Optional.of("somebody@ietf.org"),
                list,
                addressed,
                Optional.of(Instant.parse("2026-11-21T23:59:59Z")),
                Optional.empty(),
                Optional.empty(),
                verification);
    }

    private static final Envelope OF_THE_LIST = envelope(Optional.of(LIST), List.of());

    private List<String> statuses() {
        return house.query("SELECT status FROM message ORDER BY id");
    }

    @Test
    void a_mail_of_a_trusted_list_is_an_entry_of_the_day_it_was_sent() {
        intake(_ -> post(OF_THE_LIST)).accept(List.of(live("a")));

        assertThat(house.query("SELECT day, draft, revision FROM v_draft_post"))
                .containsExactly("2026-11-21|draft-ietf-quic-http|03");
    }

    @Test
    void a_mail_of_another_list_is_other() {
        Envelope foreign = envelope(Optional.of(new MailingList("evil.example.org")), List.of());

        intake(_ -> post(foreign)).accept(List.of(live("a")));

        assertThat(statuses()).containsExactly("other");
    }

    @Test
    void a_live_mail_without_a_list_is_other_whomever_it_is_addressed_to() {
        Envelope addressed = envelope(Optional.empty(), List.of("i-d-announce@ietf.org"));

        intake(_ -> post(addressed)).accept(List.of(live("a")));

        assertThat(statuses()).containsExactly("other");
    }

    @Test
    void an_archived_mail_without_a_list_counts_when_it_is_addressed_to_one() {
        Envelope addressed = envelope(Optional.empty(), List.of("i-d-announce@ietf.org"));

        intake(_ -> post(addressed)).accept(List.of(archived("a")));

        assertThat(house.query("SELECT status, list FROM v_message")).containsExactly("parsed|i-d-announce.ietf.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"owner-i-d-announce@ietf.org", "i-d-announce-request@ietf.org", "i-d-announce-bounces@ietf.org"})
    void an_archived_mail_that_the_lists_software_sent_counts(String sender) {
        Envelope sent = envelope(Optional.empty(), List.of(sender));

        intake(_ -> post(sent)).accept(List.of(archived("a")));

        assertThat(house.query("SELECT status, list FROM v_message")).containsExactly("parsed|i-d-announce.ietf.org");
    }

    @Test
    void an_archived_mail_that_names_no_list_is_of_the_one_the_operator_says() {
        Envelope silent = envelope(Optional.empty(), List.of());

        intake(_ -> post(silent)).accept(List.of(ofTheList(archived("a"))));

        assertThat(statuses()).containsExactly("parsed");
    }

    @Test
    void free_text_of_a_trusted_list_is_an_announcement() {
        intake(_ -> read(OF_THE_LIST, new Reading.FreeText(Examples.event("NomCom call"))))
                .accept(List.of(live("a")));

        assertThat(house.query("SELECT kind, title FROM v_event")).containsExactly("announcement|NomCom call");
    }

    @Test
    void an_answer_on_a_trusted_list_is_other() {
        intake(_ -> read(OF_THE_LIST, new Reading.Other(OtherKind.REPLY))).accept(List.of(live("a")));

        assertThat(statuses()).containsExactly("other");
    }

    @Test
    void p12_an_unverified_mail_is_set_aside_for_a_reason_of_its_own() {
        Envelope forged = envelope(Optional.of(LIST), List.of(), Verification.UNVERIFIED);

        intake(_ -> post(forged)).accept(List.of(live("a")));

        assertThat(house.query("SELECT status, cause FROM message")).containsExactly("quarantined|unverified");
    }

    @Test
    void an_announcement_that_cannot_be_read_is_set_aside_with_its_reason() {
        intake(_ -> read(OF_THE_LIST, new Reading.Unreadable("no revision"))).accept(List.of(live("a")));

        assertThat(house.query("SELECT cause, reason FROM message")).containsExactly("unreadable|no revision");
    }

    @Test
    void p1_the_same_mail_again_is_not_read_again() {
        List<Octets> readings = new ArrayList<>();
        Intake intake = intake(octets -> {
            readings.add(octets);
            return post(OF_THE_LIST);
        });

        intake.accept(List.of(live("a", 1)));
        intake.accept(List.of(live("a", 1)));

        assertThat(readings).hasSize(1);
    }

    @Test
    void p5_a_parser_that_throws_costs_one_mail() {
        Intake intake = intake(octets -> {
            if (new String(octets.array(), StandardCharsets.UTF_8).equals("bad")) {
                throw new IllegalStateException("a bug");
            }
            return post(OF_THE_LIST);
        });

        intake.accept(List.of(live("bad"), live("good")));

        assertThat(house.query("SELECT status, reason FROM message ORDER BY id"))
                .containsExactly("quarantined|the parser failed: IllegalStateException", "parsed|");
    }

    @Test
    void p5_a_parser_that_overflows_the_stack_costs_one_mail() {
        Intake intake = intake(_ -> {
            throw new StackOverflowError();
        });

        intake.accept(List.of(live("bad")));

        assertThat(statuses()).containsExactly("quarantined");
    }

    @Test
    void p5_a_jvm_at_its_end_is_not_held_back_and_the_mail_waits() {
        Intake intake = intake(_ -> {
            throw new OutOfMemoryError("on purpose");
        });

        assertThatThrownBy(() -> intake.accept(List.of(live("a")))).isInstanceOf(OutOfMemoryError.class);

        assertThat(house.query("SELECT status, attempts FROM message")).containsExactly("pending|1");
    }

    @Test
    void p5_what_was_interrupted_is_read_at_the_next_start() {
        Intake dying = intake(_ -> post(OF_THE_LIST), failAt(FaultPoint.PARSE_BEFORE));
        assertThatThrownBy(() -> dying.accept(List.of(live("a")))).hasMessage("PARSE_BEFORE");

        intake(_ -> post(OF_THE_LIST)).resume();

        assertThat(house.query("SELECT status, attempts FROM message")).containsExactly("parsed|2");
    }

    @Test
    void what_the_operator_said_of_an_archive_outlasts_the_import_that_was_killed() {
        Envelope silent = envelope(Optional.empty(), List.of());
        Intake dying = intake(_ -> post(silent), failAt(FaultPoint.PARSE_BEFORE));
        assertThatThrownBy(() -> dying.accept(List.of(ofTheList(archived("a")))))
                .hasMessage("PARSE_BEFORE");

        intake(_ -> post(silent)).resume();

        assertThat(house.query("SELECT status, list FROM v_message")).containsExactly("parsed|i-d-announce.ietf.org");
    }

    @Test
    void p5_what_was_interrupted_twice_is_set_aside() {
        Intake dying = intake(_ -> post(OF_THE_LIST), failAt(FaultPoint.PARSE_AFTER));
        assertThatThrownBy(() -> dying.accept(List.of(live("a")))).hasMessage("PARSE_AFTER");
        assertThatThrownBy(dying::resume).hasMessage("PARSE_AFTER");

        intake(_ -> post(OF_THE_LIST)).resume();

        assertThat(house.query("SELECT status, cause FROM message")).containsExactly("quarantined|unfinished");
    }

    @Test
    void p5_of_mails_that_came_together_only_the_one_being_read_alone_is_blamed_for_an_interruption() {
        Intake dying = intake(_ -> post(OF_THE_LIST), failAt(FaultPoint.PARSE_AFTER));
        assertThatThrownBy(() -> dying.accept(List.of(live("a"), live("b")))).hasMessage("PARSE_AFTER");
        assertThatThrownBy(dying::resume).hasMessage("PARSE_AFTER");
        assertThatThrownBy(dying::resume).hasMessage("PARSE_AFTER");

        intake(_ -> post(OF_THE_LIST)).resume();

        assertThat(house.query("SELECT status, cause, attempts FROM message ORDER BY id"))
                .containsExactly("quarantined|unfinished|2", "parsed||1");
    }

    private static FaultPoints failAt(FaultPoint at) {
        return point -> {
            if (point == at) {
                throw new IllegalStateException(point.name());
            }
        };
    }

    @Test
    void what_was_stored_a_while_ago_is_read_and_what_an_import_may_be_reading_is_left_to_it() {
        house.add("left by a killed import", Origin.MAILBOX);
        Instant aWhileAgo = house.clock.instant();
        house.clock.advance(Duration.ofMinutes(1));
        house.add("stored just now by an import that runs", Origin.MAILBOX);

        intake(_ -> post(OF_THE_LIST)).resume(aWhileAgo);

        assertThat(statuses()).containsExactly("parsed", "pending");
    }
}
