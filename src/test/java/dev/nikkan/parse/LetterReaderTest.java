package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Letter;
import dev.nikkan.model.Letter.Bounce;
import dev.nikkan.model.Letter.Complaint;
import dev.nikkan.model.Letter.Request;
import dev.nikkan.model.Letter.Unheeded;
import dev.nikkan.model.Returned;
import dev.nikkan.model.Wish;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LetterReaderTest {
    private static final String TOKEN = "1-c-0-abcdefghijklmnopqrstuv0123";
    private static final LetterReader READER = new LetterReader(
            new LetterReader.Ours(
                    new EmailAddress("digest@example.org"),
                    new EmailAddress("news@example.org"),
                    Optional.of(new EmailAddress("bounces@example.org")),
                    Optional.of("nikkan.example.org"),
                    "nikkan.example.org"),
            () -> 0);

    private static Letter read(String mail) {
        return READER.read(Examples.octets(mail.replace("\n", "\r\n")));
    }

    private static Letter written(String subject, String... more) {
        return read("From: Ann <ann@example.com>\nTo: digest@example.org\nSubject: " + subject + "\n"
                + String.join("\n", more) + (more.length > 0 ? "\n" : "") + "\nHello.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "Subscribe en", "RE: subscribe", "=?UTF-8?B?6LO86Kqt?="})
    void a_subject_subscribes(String subject) {
        assertThat(written(subject)).isInstanceOfSatisfying(Request.class, request -> {
            assertThat(request.from()).isEqualTo(new EmailAddress("ann@example.com"));
            assertThat(request.wish()).isEqualTo(new Wish.Subscribe());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscribe me to your channel",
                "How do I unsubscribe from this?",
                "Meeting tomorrow",
                "Please help",
                ""
            })
    void other_mail_in_the_mailbox_is_left_alone(String subject) {
        assertThat(written(subject)).isEqualTo(new Unheeded("no request"));
    }

    @Test
    void a_request_is_one_only_if_it_is_written_to_the_list() {
        assertThat(read("From: ann@example.com\nTo: somebody@example.org\nSubject: subscribe\n\n"))
                .isEqualTo(new Unheeded("no request"));
    }

    @Test
    void what_stands_behind_the_plus_asks_like_a_subject() {
        assertThat(read("From: ann@example.com\nTo: digest+unsubscribe-" + TOKEN + "@example.org\nSubject: x\n\n"))
                .isInstanceOfSatisfying(
                        Request.class,
                        request -> assertThat(request.wish()).isEqualTo(new Wish.Unsubscribe(Optional.of(TOKEN))));
        assertThat(read("From: ann@example.com\nDelivered-To: digest+subscribe@example.org\nSubject: x\n\n"))
                .isInstanceOf(Request.class);
    }

    @Test
    void a_reply_brings_its_token_back() {
        assertThat(written("Re: Please confirm your subscription (confirm " + TOKEN + ")"))
                .isInstanceOfSatisfying(
                        Request.class, request -> assertThat(request.wish()).isEqualTo(new Wish.Confirm(TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "confirm " + TOKEN,
                "RE: [EXTERNAL] Please confirm your subscription (confirm " + TOKEN + ")",
                "返信: 購読の確認 (confirm " + TOKEN + ")",
                "Re[2]: メールは届いていますか (confirm " + TOKEN + ")"
            })
    void p11_a_reply_with_our_subject_confirms(String subject) {
        assertThat(written(subject))
                .isInstanceOfSatisfying(
                        Request.class, request -> assertThat(request.wish()).isEqualTo(new Wish.Confirm(TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Ticket#4711] Received: Please confirm your subscription (confirm " + TOKEN + ")",
                "[#4711] Please confirm your subscription (confirm " + TOKEN + ")",
                "We got it: Please confirm your subscription (confirm " + TOKEN + ")",
                "受付しました：購読の確認 (confirm " + TOKEN + ")"
            })
    void p11_a_subject_with_a_programs_words_before_ours_confirms_nothing(String subject) {
        assertThat(written(subject)).isEqualTo(new Unheeded("no request"));
    }

    @Test
    void p11_what_is_answered_to_our_return_path_confirms_nothing() {
        assertThat(read("From: ann@example.com\nTo: bounces+" + TOKEN
                        + "@example.org\nDelivered-To: digest@example.org\n"
                        + "Subject: Re: Please confirm your subscription (confirm " + TOKEN
                        + ")\n\nI am on holiday.\n"))
                .isEqualTo(new Unheeded("an answer to our return path"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please unsubscribe",
                "unsubscribe me",
                "Unsubscribe.",
                "Unsubscribe me, please!",
                "配信停止希望",
                "配信停止をお願いします。",
                "退会したいです"
            })
    void a_polite_subject_unsubscribes_too(String subject) {
        assertThat(written(subject))
                .isInstanceOfSatisfying(
                        Request.class,
                        request -> assertThat(request.wish()).isEqualTo(new Wish.Unsubscribe(Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subscribe please", "Please subscribe", "subscribe me", "購読を希望します", "登録お願いします"})
    void a_polite_subject_subscribes_too(String subject) {
        assertThat(written(subject))
                .isInstanceOfSatisfying(
                        Request.class, request -> assertThat(request.wish()).isEqualTo(new Wish.Subscribe()));
    }

    @Test
    void settings_are_the_lines_that_the_writer_wrote() {
        assertThat(read("From: ann@example.com\nTo: digest@example.org\nSubject: Re: Welcome (settings " + TOKEN
                        + ")\n\nlanguage en\n\n> Your settings:\n-- \nAnn\n"))
                .isInstanceOfSatisfying(
                        Request.class,
                        request -> assertThat(request.wish())
                                .isEqualTo(new Wish.Settings(Optional.of(TOKEN), List.of("language en"))));
    }

    @ParameterizedTest
    @CsvSource({"subscribe,", "subscribe ja,JA", "subscribe en,EN", "=?UTF-8?B?6LO86Kqt?=,JA"})
    void the_language_is_the_one_that_is_asked_for_or_written_in(String subject, Language language) {
        assertThat(written(subject))
                .isInstanceOfSatisfying(
                        Request.class,
                        request -> assertThat(request.language()).isEqualTo(Optional.ofNullable(language)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unsubscribe        | Please stop sending me this. Thank you. | EN",
                "Subscribe please   | Hello.                                  | EN",
                "unsubscribe        | Taro Yamada, Example Inc., Tokyo        |   ",
                "unsubscribe        | よろしくお願いします。 the stop you        | JA",
            })
    void english_is_known_by_words_that_only_its_sentences_have(String subject, String text, Language language) {
        assertThat(read("From: ann@example.com\nTo: digest@example.org\nSubject: " + subject
                        + "\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n"))
                .isInstanceOfSatisfying(
                        Request.class,
                        request -> assertThat(request.language()).isEqualTo(Optional.ofNullable(language)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated (cron)",
                "List-Id: <some.example.net>",
                "List-Unsubscribe: <mailto:x@example.net>",
                "Precedence: bulk",
                "Precedence: list",
                "Return-Path: <>",
                "X-Autoreply: yes",
                "X-Loop: digest@example.org",
                "Message-ID: <digest.20261122.abc-1@nikkan.example.org>",
                "Message-ID: <answer.abc@nikkan.example.org>",
                "Sender: owner-list@example.net",
                "Reply-To: quic@ietf.org"
            })
    void p11_what_a_program_or_a_list_sends_is_not_answered(String field) {
        assertThat(written("subscribe", field)).isInstanceOf(Unheeded.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "news@example.org",
                "digest@example.org",
                "postmaster@example.com",
                "no-reply@example.com",
                "noreply-42@example.com",
                "quic-request@example.com",
                "i-d-announce@ietf.org",
                "bounce+x@example.com",
                "a%b@example.com",
                "\"quoted one\"@example.com",
                "ann@example.com, bob@example.com",
                "x@[127.0.0.1]",
                "日本@example.com"
            })
    void p11_nobody_is_answered_who_is_no_single_person(String from) {
        assertThat(read("From: " + from + "\nTo: digest@example.org\nSubject: subscribe\n\n"))
                .isNotInstanceOf(Request.class);
    }

    @Test
    void an_absence_notice_confirms_nothing() {
        assertThat(written("Out of office: Please confirm (confirm " + TOKEN + ")"))
                .isInstanceOf(Unheeded.class);
        assertThat(written("自動応答: (confirm " + TOKEN + ")")).isInstanceOf(Unheeded.class);
    }

    // ---- what comes back

    private static String report(String action, String status, String diagnostic) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
                To: bounces+%s@example.org
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                This is the mail system at host mx.example.com.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; ann@example.com
                Action: %s
                Status: %s
                Diagnostic-Code: smtp;
                    %s

                --b
                Content-Type: text/rfc822-headers

                Subject: 2026-11-22

                --b--
                """.formatted(TOKEN, action, status, diagnostic);
    }

    @ParameterizedTest
    @CsvSource({
        "failed,5.1.1,550 5.1.1 User unknown,HARD",
        "failed,5.1.10,550 RESOLVER.ADR.RecipNotFound,HARD",
        "failed,5.2.1,550 mailbox disabled,HARD",
        "failed,5.2.2,552 mailbox full,SOFT",
        "failed,4.4.7,delivery time expired,SOFT",
        "failed,5.0.0,550 5.1.1 no such user,HARD",
        "failed,5.0.0,550 no such user here,HARD",
        "failed,5.7.1,554 5.7.1 rejected for policy reasons,OURS",
        "failed,5.7.515,550 5.7.515 Access denied,OURS",
        "failed,5.0.0,554 blocked using zen.spamhaus.org,OURS",
        "delayed,4.4.1,connection timed out,",
        "delivered,2.1.5,ok,",
        "relayed,2.1.5,ok,",
    })
    void a_delivery_report_says_by_action_and_status_what_came_back(
            String action, String status, String diagnostic, Returned returned) {
        assertThat(read(report(action, status, diagnostic))).isInstanceOfSatisfying(Bounce.class, bounce -> {
            assertThat(bounce.tokens()).containsExactly(TOKEN);
            assertThat(bounce.returned()).isEqualTo(Optional.ofNullable(returned));
        });
    }

    @Test
    void ten_thousand_recipients_in_one_report_are_no_bounce() {
        String many = report(
                "failed\n\n" + "Final-Recipient: rfc822; x@example.com\nAction: failed\nStatus: 5.1.1\n\n".repeat(100),
                "5.1.1",
                "550 5.1.1");

        assertThat(read(many))
                .isInstanceOfSatisfying(
                        Bounce.class, bounce -> assertThat(bounce.returned()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failure notice | Hi. This is the qmail-send program at mx. I'm afraid I wasn't able to deliver your message. <ann@example.com>: 192.0.2.1 does not like recipient. Remote host said: 550 5.1.1 unknown user | HARD",
                "Mail delivery failed: returning message to sender | A message that you sent could not be delivered. ann@example.com SMTP error: 550 Unknown user | HARD",
                "Delivery Status Notification (Failure) | The response was: 552 5.2.2 mailbox full | SOFT",
                "Undeliverable: 2026-11-22 | Delivery has failed to these recipients | SOFT",
                "Warning: message delayed 24 hours | A message has not yet been delivered. No action is required. |",
            })
    void reports_of_another_age_are_read_by_their_words(String subject, String text, Returned returned) {
        String mail = "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.com>\nTo: bounces+" + TOKEN
                + "@example.org\nSubject: " + subject + "\n\n" + text + "\n";

        assertThat(read(mail))
                .isInstanceOfSatisfying(
                        Bounce.class, bounce -> assertThat(bounce.returned()).isEqualTo(Optional.ofNullable(returned)));
    }

    @Test
    void the_mail_that_an_old_report_returns_is_no_word_of_the_report() {
        String mail = """
                From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
                To: bounces+%s@example.org
                Subject: Mail delivery failed: returning message to sender
                X-Failed-Recipients: ann@example.com
                Auto-Submitted: auto-replied

                A message that you sent could not be delivered.

                  ann@example.com
                    SMTP error from remote mail server after RCPT TO:<ann@example.com>:
                    550 Unknown user

                ------ This is a copy of the message, including all the headers. ------

                Return-path: <bounces+x@example.org>
                DKIM-Signature: v=1; a=rsa-sha256
                Subject: 2026-11-22
                """.formatted(TOKEN);

        assertThat(read(mail))
                .isInstanceOfSatisfying(
                        Bounce.class, bounce -> assertThat(bounce.returned()).contains(Returned.HARD));
    }

    @Test
    void a_postmaster_who_is_on_holiday_is_no_report() {
        assertThat(read("""
                From: The Postmaster <postmaster@example.com>
                To: bounces+%s@example.org
                Subject: I am on holiday
                Auto-Submitted: auto-replied

                In urgent cases call 555-1234.
                """.formatted(TOKEN))).isEqualTo(new Unheeded("sent by a program (Auto-Submitted)"));
    }

    @Test
    void a_receipt_of_who_has_read_a_mail_is_no_report_about_its_delivery() {
        assertThat(read("""
                From: ann@example.com
                To: bounces+%s@example.org
                Subject: Read: 2026-11-22
                Content-Type: multipart/report; boundary="b";
                 report-type="disposition-notification"

                --b
                Content-Type: text/plain

                Your mail was read. Room 500 is free.

                --b
                Content-Type: message/disposition-notification

                Disposition: manual-action/MDN-sent-manually; displayed

                --b--
                """.formatted(TOKEN))).isEqualTo(new Unheeded("a report that is none about delivery"));
    }

    @Test
    void a_complaint_is_known_by_the_token_in_what_it_complains_about() {
        assertThat(read(complaint("abuse")))
                .isInstanceOfSatisfying(
                        Complaint.class,
                        complaint -> assertThat(complaint.tokens()).contains(TOKEN));
        assertThat(read(complaint("not-spam"))).isInstanceOf(Unheeded.class);
    }

    private static String complaint(String type) {
        return """
                From: feedback@provider.example
                To: digest@example.org
                Subject: Complaint
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: text/plain

                This is an email abuse report.

                --b
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: x/1
                Version: 1

                --b
                Content-Type: message/rfc822

                Subject: 2026-11-22
                List-Unsubscribe: <mailto:digest@example.org?subject=unsubscribe%%20%s>

                Text.

                --b--
                """.formatted(type, TOKEN);
    }
}
