package dev.nikkan.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.app.config.KnownFilterNames;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Origin;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Tokens;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.model.UnsurePolicy;
import dev.nikkan.model.Variant;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.store.Answers;
import dev.nikkan.store.Bounces;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.Instance;
import dev.nikkan.store.Letters;
import dev.nikkan.store.TokenKeys;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RegistrarTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.com");
    private static final MailIdentity IDENTITY = new MailIdentity(
            Optional.of("Nikkan"),
            new EmailAddress("news@example.org"),
            Optional.of("nikkan.example.org"),
            Optional.of(new EmailAddress("digest@example.org")),
            Optional.of(new EmailAddress("bounces@example.org")),
            Optional.empty(),
            Optional.empty());
    private static final Pattern TOKEN = Pattern.compile("\\((?:confirm|settings) ([0-9a-z-]+)\\)");

    @TempDir
    private Path folder;

    private StoreHouse house;
    private Tokens tokens;
    private Answers answers;
    private Registrar registrar;
    private Intake intake;
    private long uid;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
        Random random = new Random(1);
        tokens = new Tokens(TokenKeys.beside(house.file, random), IDENTITY.domain());
        answers = new Answers(house.store);
        registrar = registrar(random);
        intake = new Intake(
                house.mails,
                TrustSettings.DEFAULT,
                Optional.of(new MailingList("nikkan.example.org")),
                FaultPoints.INERT);
    }

    private Registrar registrar(Random random) {
        return new Registrar(
                new Letters(house.store, house.mails, house.clock, new KnownFilterNames(Themes.builtIn())),
                new Bounces(house.store, house.clock),
                tokens,
                new Registrar.Settings(IDENTITY, new EmailAddress("digest@example.org"), Language.EN),
                house.clock,
                random,
                FaultPoints.INERT);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void arrives(String mail) {
        uid++;
        intake.accept(List.of(new Incoming(
                Examples.octets(mail.replace("\n", "\r\n")),
                Optional.of(new MailboxUid(StoreHouse.INBOX, uid)),
                Origin.MAILBOX,
                Optional.of(house.clock.instant()))));
    }

    private void writes(EmailAddress from, String subject, String text) {
        arrives("From: " + from + "\nTo: digest@example.org\nMessage-ID: <" + uid + "@example.com>\nSubject: " + subject
                + "\n\n" + text + "\n");
    }

    private void look() {
        while (registrar.look()) {
            // until nothing is left to do
        }
    }

    private List<String> planned() {
        return house.query("SELECT kind || ' ' || address FROM answer ORDER BY id");
    }

    private String lastSubject() {
        String mail = new String(
                answers.due(100, house.clock.instant()).getLast().header().array(), StandardCharsets.UTF_8);
        Matcher subject = Pattern.compile("(?m)^Subject: (.*(?:\\r\\n .*)*)").matcher(mail);
        assertThat(subject.find()).isTrue();
        return decoded(subject.group(1).replace("\r\n", ""));
    }

    private static String decoded(String subject) {
        try {
            return MimeUtility.decodeText(subject);
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> states() {
        return house.query("SELECT address || ' ' || state FROM subscriber ORDER BY id");
    }

    @Test
    void p9_nobody_is_subscribed_who_has_not_confirmed() {
        writes(ANN, "subscribe", "");
        look();

        assertThat(states()).containsExactly("ann@example.com pending");
        assertThat(house.subscribers.list()).isEmpty();
        assertThat(planned()).containsExactly("confirm-subscribe ann@example.com");
    }

    @Test
    void who_confirms_is_subscribed_with_date_and_source_and_welcomed() {
        writes(ANN, "subscribe", "");
        look();
        writes(ANN, "Re: " + lastSubject(), "> Somebody, probably you");
        look();

        assertThat(house.subscribers.list()).extracting(Subscriber::address).containsExactly(ANN);
        assertThat(house.query("SELECT consented_at, consent_source FROM v_subscriber"))
                .containsExactly("2026-11-22T12:00:00Z|mail 2");
        assertThat(planned()).endsWith("welcome ann@example.com");
    }

    @Test
    void p9_a_confirmation_is_used_up_by_using_it() {
        writes(ANN, "subscribe", "");
        look();
        String confirmation = lastSubject();
        writes(ANN, confirmation, "");
        look();
        house.subscribers.remove(ANN);
        writes(ANN, confirmation, "again");
        look();

        assertThat(house.subscribers.list()).isEmpty();
    }

    @Test
    void p9_a_confirmation_of_last_week_confirms_nothing_and_who_never_confirmed_is_forgotten() {
        writes(ANN, "subscribe", "");
        look();
        String confirmation = lastSubject();
        house.clock.advance(Duration.ofDays(8));
        look();

        writes(ANN, confirmation, "");
        look();

        assertThat(house.subscribers.list()).isEmpty();
        assertThat(states()).containsExactly("1@forgotten.invalid off");
        assertThat(planned()).endsWith("stale ann@example.com");
    }

    @Test
    void p9_known_and_unknown_addresses_get_the_same_answers() {
        EmailAddress known = new EmailAddress("bob@example.com");
        house.subscribers.add(known, Language.JA);
        List<List<String>> answersTo = new ArrayList<>();
        for (EmailAddress asking : List.of(ANN, known)) {
            List<String> mails = new ArrayList<>();
            for (String wish : List.of("subscribe", "unsubscribe", "settings", "help")) {
                writes(asking, wish, "language en");
                look();
                mails.add(lastMail(asking));
                house.clock.advance(Duration.ofHours(25));
            }
            answersTo.add(mails);
        }

        assertThat(answersTo.getFirst()).isEqualTo(answersTo.getLast());
    }

    /// Without what differs between any two mails.
    private String lastMail(EmailAddress to) {
        String mail = new String(
                answers.due(100, house.clock.instant()).getLast().header().array(), StandardCharsets.UTF_8);
        return mail.replace(to.value(), "ADDRESS")
                .replaceAll("(?m)^(Date|Message-ID): .*$", "")
                .replaceAll(
                        "(?m)^Subject: =.*(?:\\r\\n =.*)*$",
                        TOKEN.matcher(lastSubject()).replaceAll(""));
    }

    @Test
    void the_token_of_a_digest_unsubscribes_at_once_whoever_writes() {
        house.subscribers.add(ANN, Language.EN);
        long id = house.subscribers.list().getFirst().id();
        String token = tokens.sign(new Token(Purpose.UNSUBSCRIBE, id, "0"));

        writes(new EmailAddress("other@example.net"), "unsubscribe " + token, "");
        look();

        assertThat(states()).containsExactly("ann@example.com off");
        assertThat(planned()).containsExactly("left ann@example.com");
        assertThat(house.query("SELECT cause FROM suppression")).containsExactly("left");
    }

    @Test
    void p9_a_token_for_another_purpose_unsubscribes_nobody() {
        house.subscribers.add(ANN, Language.EN);
        long id = house.subscribers.list().getFirst().id();
        String token = tokens.sign(new Token(Purpose.SETTINGS, id, "0"));

        writes(new EmailAddress("other@example.net"), "unsubscribe " + token, "");
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(planned()).containsExactly("confirm-unsubscribe other@example.net");
    }

    @Test
    void settings_change_by_a_reply_and_are_told() {
        house.subscribers.add(ANN, Language.EN);
        long id = house.subscribers.list().getFirst().id();

        writes(ANN, "settings " + tokens.sign(new Token(Purpose.SETTINGS, id, "0")), "language ja");
        look();

        assertThat(house.subscribers.list()).extracting(Subscriber::language).containsExactly(Language.JA);
        assertThat(planned()).containsExactly("settings ann@example.com");
    }

    @Test
    void format_mails_and_quiet_days_are_chosen_by_a_line_each() {
        house.subscribers.add(ANN, Language.EN);
        long id = house.subscribers.list().getFirst().id();

        writes(
                ANN,
                "settings " + tokens.sign(new Token(Purpose.SETTINGS, id, "0")),
                "format: text\n- mails one\nQuiet-Days = no\nfilter WG:quic word:Post quantum");
        look();

        assertThat(house.subscribers.list())
                .extracting(Subscriber::choice)
                .containsExactly(new Choice(
                        new Variant(
                                Language.EN,
                                true,
                                true,
                                Filter.parse("wg:quic, word:post quantum").orElseThrow()),
                        false));
        assertThat(house.query("SELECT became FROM subscriber_change ORDER BY id"))
                .endsWith("active, en, text, one mail, no quiet days, wg:quic, word:post quantum");
    }

    @Test
    void settings_that_are_none_change_nothing_and_come_back() {
        house.subscribers.add(ANN, Language.EN);
        long id = house.subscribers.list().getFirst().id();

        writes(ANN, "settings " + tokens.sign(new Token(Purpose.SETTINGS, id, "0")), "language ja\nlanguage tlh");
        look();

        assertThat(house.subscribers.list()).extracting(Subscriber::language).containsExactly(Language.EN);
        assertThat(planned()).containsExactly("settings-refused ann@example.com");
    }

    @ParameterizedTest
    @EnumSource(Replies.class)
    void settings_are_chosen_by_a_reply_from_any_mail_program(Replies reply) {
        long ann = subscribed();

        arrives("From: ann@example.com\nTo: digest@example.org\nSubject: Re: Welcome (settings "
                + tokens.sign(new Token(Purpose.SETTINGS, ann, "0")) + ")\n" + reply.rest);
        look();

        assertThat(house.query("SELECT language, text_only FROM subscriber")).containsExactly("ja|1");
        assertThat(planned()).containsExactly("settings ann@example.com");
    }

    private List<String> outcome(String text) {
        long ann = subscribed();
        writes(ANN, "Re: Welcome (settings " + tokens.sign(new Token(Purpose.SETTINGS, ann, "0")) + ")", text);
        look();
        return house.query("SELECT outcome FROM letter");
    }

    @Test
    void a_line_that_names_a_setting_and_cannot_be_read_changes_nothing() {
        assertThat(outcome("Thank you!\n\nlanguage ja\nformat postcard")).containsExactly("settings that are none");
        assertThat(house.subscribers.list()).extracting(Subscriber::language).containsExactly(Language.EN);
        assertThat(lastText()).contains("- format postcard").doesNotContain("Thank you");
    }

    @Test
    void a_reply_in_which_nothing_is_a_setting_comes_back() {
        assertThat(outcome("Please write to me in Japanese.\n\nOn Monday Nikkan wrote:\n> - language en"))
                .containsExactly("settings that are none");
        assertThat(lastText()).contains("- Please write to me in Japanese.").doesNotContain("wrote:");
    }

    @Test
    void a_reply_without_a_word_of_its_own_tells_the_settings() {
        assertThat(outcome("On Monday Nikkan wrote:\n> Your settings:\n> - language ja\n"))
                .containsExactly("told the settings");
        assertThat(house.subscribers.list()).extracting(Subscriber::language).containsExactly(Language.EN);
    }

    private String lastText() {
        return new String(
                answers.due(100, house.clock.instant()).getLast().header().array(), StandardCharsets.UTF_8);
    }

    @Test
    void a_filter_that_names_what_is_not_there_is_refused_with_what_is_like_it() {
        long ann = subscribed();

        writes(ANN, "settings " + tokens.sign(new Token(Purpose.SETTINGS, ann, "0")), "filter wg:quic, kind:lastcall");
        look();

        assertThat(house.query("SELECT filter FROM v_subscriber")).containsExactly("all");
        assertThat(planned()).containsExactly("settings-refused ann@example.com");
        assertThat(new String(
                        answers.due(1, house.clock.instant())
                                .getFirst()
                                .header()
                                .array(),
                        StandardCharsets.UTF_8))
                .contains("filter kind:lastcall (last-call?)");
    }

    @Test
    void a_theme_that_is_gone_stands_in_the_way_of_no_other_choice() {
        long ann = subscribed();
        house.execute("UPDATE subscriber SET filter = 'theme:gone'");

        writes(
                ANN,
                "settings " + tokens.sign(new Token(Purpose.SETTINGS, ann, "0")),
                "format text\nfilter theme:gone, wg:quic");
        look();

        assertThat(house.query("SELECT filter, text_only FROM v_subscriber")).containsExactly("theme:gone, wg:quic|1");
    }

    @Test
    void who_asks_again_within_the_week_has_another_week_to_confirm() {
        writes(ANN, "subscribe", "");
        look();
        house.clock.advance(Duration.ofDays(6));
        writes(ANN, "subscribe", "");
        look();
        String second = lastSubject();
        house.clock.advance(Duration.ofHours(30));
        look();

        writes(ANN, second, "");
        look();

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void p9_a_report_about_an_answer_counts_against_nobody() {
        subscribed();
        writes(ANN, "unsubscribe", "");
        writes(new EmailAddress("bob@example.com"), "unsubscribe", "");
        look();
        List<String> senders = house.query("SELECT sender FROM answer");
        String sender = senders.getFirst();

        bounces(sender.substring(sender.indexOf('+') + 1, sender.indexOf('@')), "5.1.1");

        assertThat(senders).hasSize(2).containsOnly(sender);
        assertThat(house.query("SELECT outcome FROM letter")).endsWith("a report about an answer of ours");
        assertThat(house.query("SELECT * FROM bounce")).isEmpty();
        assertThat(states()).containsExactly("ann@example.com active");
    }

    // ---- wishes that wait

    @Test
    void p9_who_joined_and_leaves_on_the_same_day_is_asked_at_once() {
        writes(ANN, "subscribe", "");
        look();
        writes(ANN, lastSubject(), "");
        look();

        writes(ANN, "unsubscribe", "");
        look();
        assertThat(planned()).endsWith("confirm-unsubscribe ann@example.com");
        writes(ANN, lastSubject(), "");
        look();

        assertThat(states()).containsExactly("ann@example.com off");
    }

    @Test
    void the_welcome_says_how_to_leave_without_being_asked() {
        writes(ANN, "subscribe", "");
        look();
        writes(ANN, lastSubject(), "");
        look();
        Matcher leave = Pattern.compile("(?m)^(unsubscribe [0-9a-z-]+)\\s*$").matcher(lastText());
        assertThat(leave.find()).isTrue();

        writes(ANN, leave.group(1), "");
        look();

        assertThat(states()).containsExactly("ann@example.com off");
    }

    @Test
    void p11_a_wish_beyond_the_one_mail_a_day_waits_and_is_asked_back() {
        writes(ANN, "help", "");
        look();
        writes(ANN, "unsubscribe", "");
        writes(ANN, "subscribe ja", "");
        look();
        house.clock.advance(Duration.ofHours(23));
        look();
        assertThat(planned()).containsExactly("help ann@example.com");

        house.clock.advance(Duration.ofHours(2));
        look();

        assertThat(planned()).containsExactly("help ann@example.com", "confirm-subscribe ann@example.com");
        writes(ANN, lastSubject(), "");
        look();
        assertThat(house.query("SELECT address, state, language FROM subscriber"))
                .containsExactly("ann@example.com|active|ja");
    }

    @Test
    void p11_a_wish_that_was_asked_back_is_not_asked_again_for_being_repeated() {
        for (int i = 0; i < 5; i++) {
            writes(ANN, "subscribe", "");
            look();
        }
        house.clock.advance(Duration.ofHours(25));
        look();

        assertThat(planned()).containsExactly("confirm-subscribe ann@example.com");
    }

    @Test
    void p11_a_forged_wish_does_not_undo_the_question_that_is_out() {
        writes(ANN, "subscribe", "");
        look();
        String confirmation = lastSubject();
        writes(ANN, "unsubscribe", "");
        look();

        writes(ANN, confirmation, "");
        look();
        house.clock.advance(Duration.ofHours(25));
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(planned()).containsExactly("confirm-subscribe ann@example.com", "welcome ann@example.com");
    }

    @Test
    void p11_after_a_flood_a_subscriber_is_asked_first_and_strangers_only_for_some_hours() {
        subscribed();
        for (int i = 0; i < 400; i++) {
            writes(new EmailAddress("victim" + i + "@example.com"), "subscribe", "");
        }
        writes(ANN, "unsubscribe", "");
        look();
        assertThat(planned()).hasSize(60);
        house.clock.advance(Duration.ofMinutes(61));
        look();
        assertThat(planned()).hasSize(120);
        assertThat(planned().get(60)).isEqualTo("confirm-unsubscribe ann@example.com");

        for (int hour = 0; hour < 8; hour++) {
            house.clock.advance(Duration.ofMinutes(61));
            look();
        }

        assertThat(planned()).hasSize(60 + 240 + 1);
    }

    @Test
    void p11_probes_take_nobodys_answer() {
        for (int i = 0; i < 60; i++) {
            house.subscribers.add(new EmailAddress("reader" + i + "@example.com"), Language.EN);
        }
        for (int day = 0; day < 3; day++) {
            for (Subscriber subscriber : house.subscribers.list()) {
                arrives(report(bounceToken(subscriber.id()), "5.1.1"));
            }
            look();
            house.clock.advance(Duration.ofDays(day < 2 ? 1 : 0));
        }
        assertThat(planned()).hasSize(60).allMatch(answer -> answer.startsWith("probe"));

        writes(ANN, "unsubscribe", "");
        look();

        assertThat(planned()).endsWith("confirm-unsubscribe ann@example.com");
    }

    // ---- P11

    @Test
    void p11_our_own_mails_coming_back_a_thousand_times_are_never_answered() {
        writes(ANN, "subscribe", "");
        look();
        String confirmation = new String(
                answers.due(1, house.clock.instant()).getFirst().header().array(), StandardCharsets.UTF_8);

        for (int i = 0; i < 334; i++) {
            arrives("Received: by hop" + i + "\n" + confirmation.replace("\r\n", "\n"));
            arrives("Received: by hop" + i
                    + "\nFrom: news@example.org\nTo: digest@example.org\nList-Id: <nikkan.example.org>\n"
                    + "Message-ID: <digest.20261122.x@nikkan.example.org>\nSubject: subscribe\n\nDay.\n");
            arrives("Received: by hop" + i
                    + "\nReturn-Path: <>\nFrom: MAILER-DAEMON@example.com\nTo: news@example.org\n"
                    + "Subject: Undelivered: subscribe\n\n550 5.1.1 unknown\n");
        }
        look();

        assertThat(planned()).hasSize(1);
        assertThat(house.query("SELECT count(*) FROM letter")).containsExactly("1003");
    }

    @Test
    void p11_three_thousand_requests_of_as_many_addresses_get_sixty_answers_in_an_hour() {
        for (int i = 0; i < 3_000; i++) {
            writes(new EmailAddress("victim" + i + "@example.com"), "subscribe", "");
        }
        look();

        assertThat(planned()).hasSize(60);
        assertThat(states()).hasSize(60);
        assertThat(house.query("SELECT count(*) FROM letter")).containsExactly("3000");
    }

    @Test
    void p11_one_address_is_asked_once_in_a_day_however_often_it_is_named() {
        for (int i = 0; i < 50; i++) {
            writes(ANN, i % 2 == 0 ? "subscribe" : "help", "");
        }
        look();
        house.clock.advance(Duration.ofHours(25));
        writes(ANN, "help", "");
        look();

        assertThat(planned()).containsExactly("confirm-subscribe ann@example.com", "help ann@example.com");
    }

    private void arrivedEarlier(Duration ago, String mail) {
        uid++;
        intake.accept(List.of(new Incoming(
                Examples.octets(mail.replace("\n", "\r\n")),
                Optional.of(new MailboxUid(StoreHouse.INBOX, uid)),
                Origin.MAILBOX,
                Optional.of(house.clock.instant().minus(ago)))));
    }

    private static String request(String subject) {
        return "From: ann@example.com\nTo: digest@example.org\nSubject: " + subject + "\n\n";
    }

    @Test
    void a_mail_of_last_month_that_is_fetched_today_is_not_answered() {
        arrivedEarlier(Duration.ofDays(30), request("subscribe"));
        arrivedEarlier(Duration.ofDays(30), request("help"));
        arrivedEarlier(Duration.ofDays(30), request("confirm 1-1-0-00000000000000000000000000"));
        look();

        assertThat(planned()).isEmpty();
        assertThat(states()).isEmpty();
        assertThat(house.query("SELECT outcome FROM letter"))
                .containsExactly(
                        "too old to be answered", "too old to be answered", "a confirmation of nothing that waits");
    }

    @Test
    void p9_who_left_by_token_while_we_were_away_is_off() {
        long ann = subscribed();

        arrivedEarlier(
                Duration.ofDays(4), request("unsubscribe " + tokens.sign(new Token(Purpose.UNSUBSCRIBE, ann, "0"))));
        look();

        assertThat(states()).containsExactly("ann@example.com off");
    }

    @Test
    void who_confirmed_while_we_were_away_is_subscribed() {
        writes(ANN, "subscribe", "");
        look();
        String confirmation = lastSubject();
        house.clock.advance(Duration.ofDays(6));

        arrivedEarlier(Duration.ofDays(5), request(confirmation));
        look();

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void complaints_and_reports_that_came_while_we_were_away_count() {
        long ann = subscribed();
        String token = bounceToken(ann);
        house.clock.advance(Duration.ofDays(6));

        arrivedEarlier(Duration.ofDays(5), report(token, "5.1.1"));
        arrivedEarlier(Duration.ofDays(5), complaint(token));
        look();

        assertThat(house.query("SELECT kind FROM v_bounce")).containsExactly("hard");
        assertThat(states()).containsExactly("ann@example.com suppressed");
    }

    /// A week ago somebody asked in a stranger's name, and wrote on and on.
    @Test
    void p5_mails_of_somebody_who_was_forgotten_keep_nobody_waiting() {
        writes(ANN, "subscribe", "");
        look();
        house.clock.advance(Duration.ofDays(8));
        for (int i = 0; i < 120; i++) {
            writes(ANN, "Hello", "again");
        }
        writes(new EmailAddress("bob@example.com"), "subscribe", "");
        look();

        assertThat(states()).containsExactly("1@forgotten.invalid off", "bob@example.com pending");
        assertThat(planned()).endsWith("confirm-subscribe bob@example.com");
    }

    @Test
    void a_request_is_heeded_once_though_the_daemon_starts_again() {
        writes(ANN, "subscribe", "");
        look();
        registrar = registrar(new Random(2));
        house.clock.advance(Duration.ofHours(25));
        look();

        assertThat(planned()).hasSize(1);
    }

    // ---- what comes back

    private void bounces(String token, String status) {
        arrives(report(token, status));
        look();
    }

    private String report(String token, String status) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.com
                To: bounces+%s@example.org
                Message-ID: <%d@mx.example.com>
                Subject: Undelivered
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: %s

                --b--
                """.formatted(token, uid, status);
    }

    private static String complaint(String token) {
        return """
                From: feedback@provider.example
                To: digest@example.org
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Original-Mail-From: <bounces+%s@example.org>

                --b--
                """.formatted(token);
    }

    private String bounceToken(long subscriber) {
        long day = house.clock.instant().getEpochSecond() / 86_400;
        return tokens.sign(new Token(Purpose.BOUNCE, subscriber, Long.toString(day, 36)));
    }

    private long subscribed() {
        house.subscribers.add(ANN, Language.EN);
        return house.subscribers.list().getFirst().id();
    }

    @Test
    void three_days_with_hard_bounces_pause_and_one_probe_goes_out() {
        long ann = subscribed();
        for (int day = 0; day < 3; day++) {
            bounces(bounceToken(ann), "5.1.1");
            bounces(bounceToken(ann), "5.1.1");
            assertThat(states()).containsExactly("ann@example.com " + (day < 2 ? "active" : "paused"));
            house.clock.advance(Duration.ofDays(1));
        }

        assertThat(planned()).containsExactly("probe ann@example.com");
        assertThat(house.query("SELECT count(*) FROM v_bounce")).containsExactly("3");
    }

    @Test
    void soft_bounces_take_seven_days_within_two_weeks() {
        long ann = subscribed();
        for (int day = 0; day < 6; day++) {
            bounces(bounceToken(ann), "5.2.2");
            house.clock.advance(Duration.ofDays(1));
        }
        assertThat(states()).containsExactly("ann@example.com active");

        bounces(bounceToken(ann), "5.2.2");

        assertThat(states()).containsExactly("ann@example.com paused");
    }

    private long paused() {
        long ann = subscribed();
        for (int day = 0; day < 3; day++) {
            bounces(bounceToken(ann), "5.1.1");
            house.clock.advance(Duration.ofHours(24));
        }
        return ann;
    }

    private Delivery probe() {
        Delivery probe = answers.due(10, house.clock.instant()).getLast();
        answers.begin(List.of(probe), house.clock.instant());
        return probe;
    }

    private static String tokenOf(Delivery probe) {
        String sender = probe.sender().orElseThrow().value();
        return sender.substring(sender.indexOf('+') + 1, sender.indexOf('@'));
    }

    @Test
    void a_probe_that_comes_back_ends_the_subscription() {
        paused();
        Delivery probe = probe();
        answers.record(probe, new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());

        bounces(tokenOf(probe), "5.1.1");

        assertThat(states()).containsExactly("ann@example.com off");
        assertThat(house.query("SELECT cause FROM suppression")).containsExactly("bounced");
    }

    @Test
    void a_probe_that_is_refused_at_once_ends_the_subscription_too() {
        paused();
        answers.record(
                probe(), new Attempt.Refused("550 5.1.1 unknown", false), house.clock.instant(), Optional.empty());
        look();

        assertThat(states()).containsExactly("ann@example.com off");
    }

    static Stream<Attempt> attemptsThatSayNothingAboutTheAddress() {
        return Stream.of(
                new Attempt.Deferred("451 4.3.2 System not accepting network messages"),
                new Attempt.Deferred("450 4.1.8 Sender address rejected: Domain not found"),
                new Attempt.Deferred("the link to smtp.example.org was lost: Connection reset"),
                new Attempt.Deferred("530 5.7.0 Authentication required", true),
                new Attempt.Refused("550 5.7.1 Message refused by policy", true));
    }

    @ParameterizedTest
    @MethodSource("attemptsThatSayNothingAboutTheAddress")
    void a_probe_that_our_own_trouble_ends_takes_the_subscription_up_again(Attempt lastTry) {
        paused();

        answers.record(probe(), lastTry, house.clock.instant(), Optional.empty());
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(house.query("SELECT * FROM suppression")).isEmpty();
    }

    @Test
    void a_probe_that_never_left_takes_the_subscription_up_again() {
        paused();
        house.clock.advance(Duration.ofDays(2));

        answers.giveUp(
                house.clock.instant(), "cannot reach smtp.example.org: Connection refused", 10, house.clock.instant());
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(house.query("SELECT who, what FROM subscriber_change ORDER BY id DESC LIMIT 1"))
                .containsExactly("daemon|the probe says nothing about the address");
    }

    @Test
    void a_report_that_the_probe_was_refused_for_our_sake_takes_the_subscription_up_again() {
        paused();
        Delivery probe = probe();
        answers.record(probe, new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());

        bounces(tokenOf(probe), "5.7.1");

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void a_probe_that_a_full_mailbox_puts_off_for_a_day_ends_the_subscription() {
        paused();

        answers.record(
                probe(), new Attempt.Deferred("452 4.2.2 Mailbox full"), house.clock.instant(), Optional.empty());
        look();

        assertThat(states()).containsExactly("ann@example.com off");
    }

    @Test
    void a_probe_that_does_not_come_back_in_three_days_takes_the_subscription_up_again() {
        paused();
        answers.record(probe(), new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());
        house.clock.advance(Duration.ofDays(2));
        look();
        assertThat(states()).containsExactly("ann@example.com paused");

        house.clock.advance(Duration.ofDays(1));
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(planned()).hasSize(1);
    }

    @Test
    void a_probe_that_may_have_been_sent_when_we_were_interrupted_counts_as_sent() {
        paused();
        probe();
        answers.recoverInterrupted(UnsurePolicy.HOLD, house.clock.instant());
        house.clock.advance(Duration.ofDays(1));
        look();
        assertThat(states()).containsExactly("ann@example.com paused");

        house.clock.advance(Duration.ofDays(2));
        look();

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void a_late_report_about_one_probe_says_nothing_about_the_next() {
        long ann = paused();
        Delivery first = probe();
        answers.record(first, new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());
        house.clock.advance(Duration.ofDays(3));
        look();
        for (int day = 0; day < 3; day++) {
            house.clock.advance(Duration.ofDays(1));
            bounces(bounceToken(ann), "5.1.1");
        }
        assertThat(states()).containsExactly("ann@example.com paused");

        bounces(tokenOf(first), "4.4.1");

        assertThat(states()).containsExactly("ann@example.com paused");
        assertThat(house.query("SELECT state FROM answer WHERE kind = 'probe' ORDER BY id"))
                .containsExactly("failed", "planned");
    }

    @Test
    void a_reply_to_the_probe_takes_the_subscription_up_at_once() {
        paused();
        writes(ANN, "Re: " + lastSubject(), "");
        look();

        assertThat(states()).containsExactly("ann@example.com active");
    }

    @Test
    void p9_forged_and_foreign_reports_change_nothing() {
        long ann = subscribed();
        String old = tokens.sign(new Token(
                Purpose.BOUNCE, ann, Long.toString(house.clock.instant().getEpochSecond() / 86_400 - 31, 36)));
        for (int day = 0; day < 8; day++) {
            bounces("1-1-0-00000000000000000000000000", "5.1.1");
            bounces(tokens.sign(new Token(Purpose.UNSUBSCRIBE, ann, "0")), "5.1.1");
            bounces(old, "5.1.1");
            house.clock.advance(Duration.ofDays(1));
        }

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(house.query("SELECT * FROM bounce")).isEmpty();
    }

    @Test
    void our_own_fault_blames_nobody_and_stops_the_sending() {
        readers(0, 10).forEach(reader -> bounces(bounceToken(reader), "5.7.1"));

        assertThat(house.subscribers.list()).hasSize(10);
        assertThat(held()).singleElement().asString().contains("10 subscribers").contains("ours to mend");
    }

    @Test
    void a_release_is_not_undone_by_what_came_back_before_it() {
        readers(0, 10).forEach(reader -> bounces(bounceToken(reader), "5.7.1"));
        house.clock.advance(Duration.ofMinutes(1));

        new Instance(house.store, new Random(3)).release(house.clock.instant());
        look();

        assertThat(held()).isEmpty();
        house.clock.advance(Duration.ofMinutes(1));
        readers(10, 20).forEach(reader -> bounces(bounceToken(reader), "5.7.1"));
        assertThat(held()).hasSize(1);
    }

    @Test
    void ten_people_who_refuse_us_do_not_keep_the_mail_of_hundreds_back() {
        List<Long> readers = readers(0, 201);

        readers.subList(0, 10).forEach(reader -> bounces(bounceToken(reader), "5.7.1"));

        assertThat(held()).isEmpty();
        bounces(bounceToken(readers.get(10)), "5.7.1");
        assertThat(held()).hasSize(1);
    }

    private List<Long> readers(int from, int to) {
        for (int i = from; i < to; i++) {
            house.subscribers.add(new EmailAddress("reader" + i + "@example.com"), Language.EN);
        }
        return house.subscribers.list().stream().skip(from).map(Subscriber::id).toList();
    }

    private List<String> held() {
        return house.query("SELECT value FROM meta WHERE key = 'held'");
    }

    @Test
    void a_complaint_unsubscribes_and_only_the_persons_own_word_brings_them_back() {
        long ann = subscribed();
        arrives(complaint(bounceToken(ann)));
        look();

        assertThat(states()).containsExactly("ann@example.com suppressed");
        assertThat(planned()).isEmpty();
        writes(ANN, "subscribe", "");
        look();
        writes(ANN, lastSubject(), "");
        look();
        assertThat(states()).containsExactly("ann@example.com active");
    }

    // ---- who is forgotten

    @Test
    void reports_and_complaints_about_who_is_forgotten_go_too() {
        long ann = subscribed();
        String token = bounceToken(ann);
        bounces(token, "5.1.1");
        bounces(token, "5.1.1");
        arrives(report(token, "4.4.1").replace("Action: failed", "Action: delayed"));
        arrives(complaint(token));
        look();

        house.subscribers.forget(ANN);
        bounces(token, "5.1.1");

        assertThat(house.query("SELECT outcome FROM letter")).endsWith("a bounce of nobody");
        assertNothingIsLeft();
    }

    @Test
    void a_report_that_is_too_old_to_count_goes_with_its_subscriber() {
        long ann = subscribed();
        String token = bounceToken(ann);
        house.clock.advance(Duration.ofDays(40));
        bounces(token, "5.1.1");

        house.subscribers.forget(ANN);

        assertNothingIsLeft();
    }

    @Test
    void who_only_asked_for_help_can_be_forgotten() {
        writes(ANN, "help", "");
        look();

        assertThat(house.subscribers.forget(ANN)).isTrue();

        assertNothingIsLeft();
        assertThat(house.subscribers.forget(ANN)).isFalse();
    }

    @Test
    void an_answer_that_is_being_sent_when_its_reader_is_forgotten_is_not_tried_again() {
        writes(ANN, "help", "");
        look();
        Delivery answer = probe();

        house.subscribers.forget(ANN);
        answers.record(
                answer,
                new Attempt.Deferred("450 4.2.1 <ann@example.com> busy"),
                house.clock.instant(),
                Optional.of(house.clock.instant()));
        answers.recoverInterrupted(UnsurePolicy.RESEND, house.clock.instant());

        assertThat(answers.due(10, house.clock.instant())).isEmpty();
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        assertThat(house.query("SELECT count(*) FROM raw_message")).containsExactly("0");
        assertThat(
                        house.query(
                                "SELECT coalesce(sender, '') || coalesce(subject, '') || coalesce(message_id, '') FROM message"))
                .allMatch(String::isEmpty);
        assertThat(house.query("""
                SELECT address || coalesce(reply, '') || octets FROM answer UNION ALL SELECT address FROM subscriber
                UNION ALL SELECT words FROM bounce UNION ALL SELECT address FROM request""")).noneMatch(text -> text.contains("ann"));
    }
}
