package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Event;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.OtherKind;
import dev.nikkan.model.Reading;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private static Event event(String subject) {
        return (Event) Mails.announcement(
                Mails.read("From: The IESG <iesg-secretary@ietf.org>\nSubject: " + subject + "\n\ntext"));
    }

    private static Reading reading(String header) {
        return Mails.read(header + "\ntext").reading();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Last Call: draft-ietf-loft-a (Birds) to Proposed Standard | LAST_CALL | Birds | draft-ietf-loft-a | Proposed Standard",
                "Last Call: Moving RFC 1149 to Historic | LAST_CALL | Moving RFC 1149 to Historic | RFC 1149 | Historic",
                "[x] Protocol Action: 'Guide to Birds ' to Internet Standard (draft-ietf-loft-b-01.txt) | PROTOCOL_ACTION | Guide to Birds | draft-ietf-loft-b | Internet Standard",
                "Document Action: 'The ('geo' URI)' to Informational RFC | DOCUMENT_ACTION | The ('geo' URI) | - | -",
                "Protocol Action: RFC 1149 Birds to Historic | PROTOCOL_ACTION | RFC 1149 Birds | RFC 1149 | Historic",
                "Results of IETF-conflict review for draft-irtf-loft-c-07 | CONFLICT_REVIEW | - | draft-irtf-loft-c | -",
                "WG Review: Loft Keeping (loft) | WG_REVIEW | Loft Keeping | loft | -",
                "WG Action: Formed Loft Keeping (LOFT) | WG_ACTION | Loft Keeping | loft | formed",
                "WG Action: RECHARTER: Loft Keeping (loft) | WG_ACTION | Loft Keeping | loft | rechartered",
                "Loft Keeping (loft) WG Virtual Meeting: 2026-02-17 CHANGED | INTERIM | Loft Keeping | loft | changed, 2026-02-17, virtual",
                "Loft (of Birds) (loft) RG Interim Meeting: 2026-02-17 | INTERIM | Loft (of Birds) | loft | 2026-02-17"
            })
    void the_iesgs_subjects_are_events(String subject, EventKind kind, String title, String about, String detail) {
        Event event = event(subject);

        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.title().orElse("-")).isEqualTo(title);
        assertThat(event.detail().orElse("-")).isEqualTo(detail);
        EventSummary summary = EventSummary.of(event);
        assertThat(summary.draft()
                        .map(Object::toString)
                        .or(() -> summary.rfc().map(number -> "RFC " + number))
                        .or(() -> event.group().flatMap(GroupMention::acronym))
                        .orElse("-"))
                .isEqualTo(about);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-other-nomcom.eml"})
    void free_text_is_nothing_of_its_own(String file) {
        assertThat(Mails.read(Mails.file(file)).reading()).isInstanceOf(Reading.FreeText.class);
    }

    @Test
    void a_forward_is_no_announcement() {
        assertThat(Mails.read(Mails.file("2025-other-forward.eml")).reading())
                .isEqualTo(new Reading.Other(OtherKind.REPLY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Re: ", "RE: ", "Fwd: ", "[loft] Fw: ", "Re: [loft] ", "AW: Re: ", "Re[2]: ", "WG: "})
    void an_answer_is_no_announcement_even_from_the_announcers_address(String prefix) {
        assertThat(Mails.read(Mails.draftPost("", Mails.PIGEONS).replace("I-D Action", prefix + "I-D Action"))
                        .reading())
                .isEqualTo(new Reading.Other(OtherKind.REPLY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
                "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n",
                "From: MAILER-DAEMON@mx.example.org\nSubject: I-D Action: draft-a-b-00.txt\n"
            })
    void bounces_and_complaints_are_reports(String header) {
        assertThat(reading(header)).isEqualTo(new Reading.Other(OtherKind.REPORT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied (vacation)\nSubject: I-D Action: draft-a-b-00.txt\n",
                "X-Autoreply: yes\nSubject: I am away\n",
                "Precedence: auto_reply\n",
                "Subject: Out of office: Nikkan\n",
                "Subject: Automatic reply: Nikkan\n"
            })
    void answers_of_machines_are_automatic(String header) {
        assertThat(reading("From: ada@example.org\n" + header)).isEqualTo(new Reading.Other(OtherKind.AUTOMATIC));
    }

    @Test
    void our_own_digest_is_known_by_its_list_and_by_its_message_id() {
        MessageParser parser =
                new MessageParser(Optional.empty(), Optional.of(new MailingList("nikkan.example.org")), () -> 0);
        String byList = "List-Id: Nikkan <nikkan.example.org>\nSubject: x\n\n";
        String byId = "Auto-Submitted: auto-generated\nMessage-ID: <digest.20261122.ab12@example.org>\n\n";

        assertThat(parser.parse(Mails.octets(byList)).reading()).isEqualTo(new Reading.Other(OtherKind.OWN));
        assertThat(parser.parse(Mails.octets(byId)).reading()).isEqualTo(new Reading.Other(OtherKind.OWN));
    }

    @Test
    void the_same_words_have_the_same_hash_under_any_footer_and_white_space() {
        String text = "The IESG says   this.\n";
        String footer = "\n" + "_".repeat(47) + "\nIETF-Announce mailing list\nIETF-Announce@ietf.org\n";

        assertThat(Mails.read("Subject: x\n\n" + text + footer).textHash())
                .isEqualTo(Mails.read("Subject: y\n\nThe IESG\n says this.").textHash());
    }
}
