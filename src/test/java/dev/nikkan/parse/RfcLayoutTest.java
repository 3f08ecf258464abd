package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Reading;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RfcLayoutTest {
    private static RfcPublication rfc(String file) {
        return (RfcPublication) Mails.announcement(Mails.read(Mails.file(file)));
    }

    @Test
    void the_form_of_2007_wraps_titles_and_tells_the_level_apart() {
        RfcPublication rfc = rfc("2007-rfc-characters.eml");

        assertThat(rfc.number()).isEqualTo(new RfcNumber(4999));
        assertThat(rfc.title()).contains("Messages Carried by Birds of Any Size");
        assertThat(rfc.authors().names()).containsExactly("A. Example", "B. Example", "C. Example");
        assertThat(rfc.authors().editors()).containsExactly("B. Example");
        assertThat(rfc.status()).contains("Standards Track");
        assertThat(rfc.maturity()).contains("Proposed Standard");
        assertThat(rfc.date()).contains(YearMonth.of(2007, 3));
        assertThat(rfc.mailboxes()).containsExactly("a@example.org", "b@example.org");
        assertThat(rfc.characters()).contains(50816);
        assertThat(rfc.obsoletes()).isEmpty();
        assertThat(rfc.draft()).hasToString("Optional[draft-ietf-loft-birds]");
        assertThat(rfc.abstractText())
                .contains("This document is a product of the Loft Research Group. It builds on birds.");
        assertThat(rfc.group().orElseThrow().name()).isEqualTo("Pigeon Loft Keeping");
    }

    @Test
    void the_form_of_2026_has_five_digits_and_the_level_as_status() {
        RfcPublication rfc = rfc("2026-rfc-five-digits.eml");

        assertThat(rfc.number()).isEqualTo(new RfcNumber(10042));
        assertThat(rfc.subseries()).containsExactly("STD 99", "BCP 299");
        assertThat(rfc.title()).contains("Pigeons: A \"Best\" Practice");
        assertThat(rfc.authors().editors()).containsExactly("A. Example");
        assertThat(rfc.level()).contains("Internet Standard");
        assertThat(rfc.updates()).containsExactly(new RfcNumber(9999));
        assertThat(rfc.obsoletes()).containsExactly(new RfcNumber(1111), new RfcNumber(10001));
        assertThat(rfc.draftRevision()).hasToString("Optional[15]");
        assertThat(rfc.doi()).contains("10.17487/RFC10042");
        assertThat(rfc.abstractText()).contains("Pigeons need practice. Updates: none of this is a field.");
        assertThat(rfc.group().flatMap(group -> group.type())).contains("Research Group");
    }

    @Test
    void a_mail_program_that_reflowed_the_title_does_not_swallow_the_author() {
        RfcPublication rfc = (RfcPublication) Mails.announcement(Mails.read("""
                From: rfc-editor@rfc-editor.org
                Subject: RFC 9999 on Birds

                A new Request for Comments is now available in online RFC libraries.

                        RFC 9999

                        Title:      Birds in
                                    Winter         Author:     A. Example
                        Status:     Informational
                """));

        assertThat(rfc.title()).contains("Birds in Winter");
        assertThat(rfc.authors().names()).containsExactly("A. Example");
    }

    @Test
    void the_subject_gives_number_and_title_where_the_text_does_not() {
        RfcPublication rfc = (RfcPublication) Mails.announcement(
                Mails.read("From: rfc-editor@rfc-editor.org\nSubject: BCP 1, RFC 9999 on Birds on Wires\n\n"));

        assertThat(rfc.number()).isEqualTo(new RfcNumber(9999));
        assertThat(rfc.title()).contains("Birds on Wires");
        assertThat(rfc.subseries()).containsExactly("BCP 1");
    }

    @Test
    void a_claim_without_a_number_is_unreadable() {
        assertThat(Mails.read("From: rfc-editor@rfc-editor.org\nSubject: RFC XXXX on Birds\n\nA new")
                        .reading())
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void a_draft_that_never_was_is_left_out() {
        RfcPublication rfc = (RfcPublication) Mails.announcement(Mails.read("""
                From: rfc-editor@rfc-editor.org
                Subject: RFC 9999 on Birds

                A new Request for Comments is now available in online RFC libraries.

                        RFC 9999

                        Title:      Birds
                        Date:       1 April 2026
                        I-D Tag:    .txt

                        URL:        https://www.rfc-editor.org/info/rfc9999

                Text.
                """));

        assertThat(rfc.draft()).isEqualTo(Optional.empty());
        assertThat(rfc.date()).contains(YearMonth.of(2026, 4));
    }
}
