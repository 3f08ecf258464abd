package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.DraftPost;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftPostLayoutTest {
    private static DraftPost post(String file) {
        return (DraftPost) Mails.announcement(Mails.read(Mails.file(file)));
    }

    @Test
    void the_form_of_1994_has_no_heading_and_month_first() {
        DraftPost post = post("1994-id-revised.eml");

        assertThat(post.draft()).hasToString("draft-ietf-loft-keeping-07");
        assertThat(post.title()).contains("Keeping a Loft (KAL)");
        assertThat(post.authors().names()).containsExactly("A. Example", "B. Example", "C. Example");
        assertThat(post.group()).contains(group("Pigeon Loft Keeping", "", "Working Group"));
        assertThat(post.pages()).contains(16);
        assertThat(post.date()).contains(LocalDate.of(1994, 9, 8));
        assertThat(post.abstractText())
                .contains("This document specifies how a loft is kept, and what pigeons are fed.");
        assertThat(post.url()).isEmpty();
    }

    @Test
    void the_form_of_2002_wraps_titles_and_leaves_authors_out() {
        DraftPost post = post("2002-id-short-date.eml");

        assertThat(post.draft()).hasToString("draft-ietf-loft-wind-02");
        assertThat(post.title()).contains("The Effect of Head Winds on Packets Carried by Birds of Medium Size");
        assertThat(post.authors().names()).containsExactly("A. Example");
        assertThat(post.authors().etAl()).isTrue();
        assertThat(post.date()).contains(LocalDate.of(2002, 7, 25));
        assertThat(post.abstractText()).contains("Winds are bad. Storms are worse:\n\no birds stay at home.");
        assertThat(post.url()).contains("http://www.ietf.org/internet-drafts/draft-ietf-loft-wind-02.txt");
    }

    @Test
    void the_form_of_2013_has_one_author_a_line_and_a_heading() {
        DraftPost post = post("2013-id-quoted-printable.eml");

        assertThat(post.authors().names()).containsExactly("René Example", "Berta Beispiel Jr.");
        assertThat(post.group()).contains(group("Pigeon Loft Keeping", "", "Working Group"));
        assertThat(post.abstractText()).contains("Corn, and\n\nTitle: not a field, but text.");
        assertThat(post.title()).contains("Feed for Pigeons");
        assertThat(post.htmlUrl()).as("a known slip of the template").isEmpty();
        assertThat(post.diffUrl()).contains("http://www.ietf.org/rfcdiff?url2=draft-ietf-loft-feed-10");
    }

    @Test
    void the_form_of_today_names_the_group_by_its_last_parentheses() {
        DraftPost post = post("2026-id-group.eml");

        assertThat(post.draft()).hasToString("draft-ietf-loft-homing-03");
        assertThat(post.title()).contains("Homing: A Pigeon's View");
        assertThat(post.authors().names()).containsExactly("Åsa Example", "Bertil Example");
        assertThat(post.group()).contains(group("Keeping Lofts (of Pigeons) Working Group", "loft", "WG"));
        assertThat(post.abstractText()).contains("Pigeons come home.\n\nA diff from the path flown last is not kept.");
        assertThat(post.url()).contains("https://datatracker.ietf.org/doc/draft-ietf-loft-homing/");
        assertThat(post.htmlUrl()).contains("https://www.ietf.org/archive/id/draft-ietf-loft-homing-03.html");
        assertThat(post.diffUrl()).contains("https://author-tools.ietf.org/iddiff?url2=draft-ietf-loft-homing-03");
    }

    @Test
    void a_text_that_breaks_off_leaves_name_and_revision_to_the_subject() {
        ReadMessage message = Mails.read("""
                From: Internet-Drafts@ietf.org
                Subject: [loft] I-D ACTION:draft-ietf-loft-wind-03.txt,.ps

                A New Internet-Draft is available from the on-line Internet-Drafts directories.
                This draft is a work item of the Winds & Wea""");

        assertThat(((DraftPost) Mails.announcement(message)).draft()).hasToString("draft-ietf-loft-wind-03");
        assertThat(message.damage()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I-D Action:",
                "I-D Action: the usual",
                "I-D Action: draft-ietf-loft-wind.txt",
                "I-D Action: draft-\u0456etf-loft-wind-03.txt",
                "I-D Action: draft-\u212aites-03.txt"
            })
    void a_claim_without_name_and_revision_is_unreadable(String subject) {
        assertThat(Mails.read("From: internet-drafts@ietf.org\nSubject: " + subject + "\n\nnothing")
                        .reading())
                .isInstanceOf(Reading.Unreadable.class);
    }

    private static GroupMention group(String name, String acronym, String type) {
        return new GroupMention(name, Optional.of(acronym).filter(text -> !text.isEmpty()), Optional.of(type));
    }
}
