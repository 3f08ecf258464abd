package dev.nikkan.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Choice;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.model.Variant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistrarTest extends RegistrarCase {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: webmaster@example.net",
                "From: amy@rfc-editor.org",
                "From: postmaster@example.net",
                "From: ann@example.com\nAuto-Submitted: auto-generated",
                "From: ann@example.com\nList-Id: <a.example.net>",
                "From: ann@example.com\nPrecedence: bulk",
                "From: \"ann lee\"@example.com",
                "From: ann@example.com, bob@example.com"
            })
    void p11_the_token_of_a_digest_unsubscribes_also_who_is_never_answered(String header) {
        // given
        long ann = subscribed();
        String token = tokens.sign(new Token(Purpose.UNSUBSCRIBE, ann, "0"));

        // when
        arrives(header + "\nTo: digest@example.org\nSubject: unsubscribe " + token + "\n\n");
        look();

        // then
        assertThat(states()).containsExactly("ann@example.com off");
        assertThat(planned()).isEmpty();
        assertThat(house.query("SELECT outcome FROM letter")).containsExactly("left, not answered");
    }

    @Test
    void p9_a_made_up_token_of_who_is_never_answered_unsubscribes_nobody() {
        subscribed();

        arrives("""
                From: webmaster@example.net
                To: digest@example.org
                Subject: unsubscribe 1-1-0-00000000000000000000000000

                """);
        look();

        assertThat(states()).containsExactly("ann@example.com active");
        assertThat(house.query("SELECT outcome FROM letter")).containsExactly("from an address that is no person's");
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
}
