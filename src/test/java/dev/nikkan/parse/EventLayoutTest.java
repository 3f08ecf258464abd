package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.Octets;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.model.RfcAtLevel;
import dev.nikkan.model.RfcNumber;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each `.eml` in `mail/event/` beside all that a right parser says of it: no field more, none less.
class EventLayoutTest {
    private static final List<String> OF_THE_HEADER =
            List.of("file", "list_id", "from", "subject", "message_id", "sent");

    private final ObjectMapper mapper = new ObjectMapper();

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(EventLayoutTest.class.getResource("/mail/event"))
                .toURI());
    }

    private static ReadMessage read(Path mail) throws IOException {
        return new MessageParser(Optional.empty()).parse(Octets.of(Files.readAllBytes(mail)));
    }

    @TestFactory
    List<DynamicTest> each_event_reads_as_its_expected_file_says() throws Exception {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)))
                    .toList();
        }
    }

    private void compare(Path mail) throws IOException {
        JsonNode expected = mapper.readTree(
                Path.of(mail.toString().replace(".eml", ".expected.json")).toFile());

        ObjectNode actual = (ObjectNode) mapper.readTree(ReadingJson.line("x", read(mail), Optional.empty()));

        actual.remove(OF_THE_HEADER);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2004-last-call-without-draft-in-subject | loft | Proposed Standard | 2004-03-15",
                "2007-last-call-individual | - | Informational RFC | 2007-07-12",
                "2018-last-call-two-drafts | loft | Proposed Standard, Informational RFC | 2018-05-16",
                "2026-last-call-status-change | loft | Internet Standard | 2026-12-08",
                "2006-protocol-action-several-levels | loft | Informational RFC, Proposed Standard, Experimental RFC | -",
                "2026-protocol-action-status-change | - | Internet Standard | -",
                "2026-conflict-review-do-not-publish | birdrg | do not publish, Informational RFC | -",
                "2026-wg-review-new | bbnet | new | 2026-09-28",
                "2012-wg-action-conclusion | loft | concluded | -",
                "2011-interim-by-hand | loft | 2011-05-25, virtual | -",
                "2018-interim-in-a-city | loft | 2018-09-18, New York, US | -",
                "2020-interim-several-days-changed | loft | changed, 2020-04-06, 2020-04-07, 2020-04-14, virtual | -",
                "2026-interim-cancelled | loft | cancelled, 2026-02-25, virtual | -",
                "2023-announcement-iab-call-for-comment | - | - | 2023-11-15"
            })
    void what_a_reader_wants_to_know_stands_in_a_few_words(String file, String wg, String detail, String deadline)
            throws Exception {
        ReadMessage message = read(folder().resolve(file + ".eml"));

        EventSummary summary = EventSummary.of(
                message.reading() instanceof Reading.FreeText text ? text.notice() : Mails.event(message));

        assertThat(summary.wg().orElse("-")).isEqualTo(wg);
        assertThat(summary.detail().orElse("-")).isEqualTo(detail);
        assertThat(summary.deadline().map(Object::toString).orElse("-")).isEqualTo(deadline);
    }

    @Test
    void two_documents_in_one_item_are_both_named() {
        ReadMessage message = Mails.read("""
                From: iesg-secretary@ietf.org
                Subject: Protocol Action: 'One' to Historic

                The IESG has approved the following documents:
                - 'One' (draft-a-one-01.txt), (draft-a-two-02.txt) as Historic
                """);

        assertThat(Mails.event(message).drafts())
                .extracting(draft -> draft.name().value())
                .containsExactly("draft-a-one", "draft-a-two");
    }

    @Test
    void a_title_in_a_status_change_may_hold_quoted_words_dashes_and_parentheses() {
        ReadMessage message = Mails.read("""
                From: iesg-secretary@ietf.org
                Subject: Last Call: Moving the feeds to Historic

                The IESG has received a request to make the following status changes:

                - RFC9990 from Informational to Historic
                    (The 'feed' URI Scheme)

                - RFC9991 from Experimental to Historic
                    (Feeding - an 'urgent' (and late) Matter)

                - RFC9992 from Proposed Standard to Historic
                    (Crumbs)
                """);

        assertThat(Mails.event(message).rfcs())
                .containsExactly(
                        historic(9990, "The 'feed' URI Scheme"),
                        historic(9991, "Feeding - an 'urgent' (and late) Matter"),
                        historic(9992, "Crumbs"));
    }

    private static RfcAtLevel historic(int number, String title) {
        return new RfcAtLevel(new RfcNumber(number), Optional.of(title), Optional.of("Historic"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nomcom-chair-2022@ietf.org | Seeking volunteers for NomCom | nomcom",
                "nomcom-chair-2026@ietf.org | A last word | nomcom",
                "iesg-secretary@ietf.org | IESG Statement on Oral History | statement",
                "iab@iab.org | IAB Statement on the Risks of Attestation | statement",
                "execd@iab.org | IAB Seeks Feedback on Candidates for the ICANN NomCom | appointment",
                "execd@iab.org | IAB appoints Ada Example as liaison manager to 3GPP | appointment",
                "execd@iab.org | New liaison statement from ITU-T SG 13 | liaison",
                "iesg-secretary@ietf.org | Response to the appeal by Bob Sample | appeal",
                "ietf-secretariat@ietf.org | New Non-WG Mailing List: pigeons | new-list",
                "ietf-secretariat@ietf.org | Change of moderators of the ietf mailing list | list-housekeeping",
                "agenda@ietf.org | Final Agenda for IETF 127 | meeting",
                "ietf-secretariat-reply@ietf.org | Internet-Draft submission cut-off | meeting",
                "ietf-secretariat-reply@ietf.org | Milestones changed for loft WG | milestones",
                "iesg-secretary@ietf.org | Agenda of the IESG telechat of 2026-11-19 | telechat",
                "trustees@ietf.org | A change of the licence | trust",
                "llc-board-only@ietf.org | Greetings | administration",
                "support@ietf.org | Datatracker downtime on Saturday | services",
                "rsab@rfc-editor.org | Hello | rfc-series",
                "irtf-chair@irtf.org | Applied Networking Research Prize 2027 | award",
                "chair@ietf.org | Update on our work | chair",
                "iesg-secretary@ietf.org | Bluebells | -",
                "somebody@example.net | Bluebells | -",
                "chair@ietf.org.evil.example | Bluebells | -"
            })
    void a_mail_by_hand_has_a_topic_or_none(String from, String subject, String topic) {
        ReadMessage message = Mails.read("From: " + from + "\nSubject: " + subject + "\n\nThe text.");

        assertOfNoKindButTopic(message, topic);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "New Non-WG Mailing List: pigeons | A new IETF non-working group email list has been created. | new-list",
                "A home for pigeons | A new IETF non-WG mailing list has been created. | new-list",
                "A home for pigeons | A new IETF working group mailing list has been created. | -",
                "Lofts open | A new IETF tool has been created. | -",
                "Keepers | The Security Area (sec) WG chairs list has been updated. | -",
                "The loft | The Loft Keeping (loft) WG mailing list has been closed. | -",
                "The loft | The Loft Keeping (loft) WG has concluded its last call on pigeons. | -",
                "The loft | The Loft Keeping (loft) WG page has moved. The charter has been put there, too. | -"
            })
    void what_is_new_or_has_changed_need_not_be_a_group(String subject, String opening, String topic) {
        ReadMessage message = Mails.read("From: iesg-secretary@ietf.org\nSubject: " + subject + "\n\n" + opening);

        assertOfNoKindButTopic(message, topic);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A new IETF WG has been proposed in the Web and Internet Transport Area. | - | wg-review, new",
                "A new IRTF RG is being proposed. | - | wg-review, new",
                "A new IETF working group has been formed in the Art Area. | - | wg-action, formed",
                "A new IRTF RG has been formed in the IRTF. | - | wg-action, formed",
                "The Loft Keeping (loft) WG in the Art Area of the IETF is undergoing rechartering. | loft | wg-review, recharter",
                "A modified charter has been submitted for the Loft Keeping (loft) working group. | loft | wg-review, recharter",
                "The Loft Keeping (loft) RG in the IRTF of the IRTF has been rechartered. | loft | wg-action, rechartered",
                "The charter of the Loft Keeping (loft) working group has been updated. | loft | wg-action, rechartered",
                "The Loft Keeping (loft) AG in the Art Area has concluded. | loft | wg-action, concluded",
                "The Loft Keeping (loft) working group has been closed. | loft | wg-action, concluded"
            })
    void a_charter_is_known_by_its_first_sentence_under_any_subject(String opening, String group, String expected) {
        ReadMessage message = Mails.read("From: iesg-secretary@ietf.org\nSubject: News\n\n" + opening);

        EventSummary summary = EventSummary.of(Mails.event(message));

        assertThat(summary.kind().text() + ", " + summary.detail().orElse("-")).isEqualTo(expected);
        assertThat(summary.wg().orElse("-")).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IESG Statement on Guidance on Face-to-Face and Virtual Interim Meetings | The IESG has published it. | statement",
                "Update on plans for virtual interim meetings after IETF 107 cancellation | Groups may meet. | meeting",
                "Interim Meeting Guidance: IESG seeks comments | Please send comments by 2026-12-20. | appointment",
                "Interim meetings in 2027 | The IESG will publish dates by 2026-12-20. | -",
                "WG interim meetings: what has changed since 2026-01-01 | The tool is new. | -",
                "All WG interim meetings: new rules | From 2026-12-20 on, chairs ask by mail. | -",
                "Bluebells | The Loft Keeping (loft) WG asks what you thought of its interim meeting. | -"
            })
    void a_mail_that_speaks_of_interim_meetings_need_not_announce_one(String subject, String opening, String topic) {
        ReadMessage message = Mails.read("From: iesg-secretary@ietf.org\nSubject: " + subject + "\n\n" + opening);

        assertOfNoKindButTopic(message, topic);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Loft Keeping (loft) WG Virtual Meeting: 2026-02-17 | See below. | loft | 2026-02-17, virtual",
                "Policy of Lofts (loft) WG Interim Meeting Cancelled (was 2026-02-17) | - | loft | cancelled, 2026-02-17",
                "Loft Keeping (loft) working group second interim meeting on 2026-02-17 | - | loft | 2026-02-17",
                "LOFT WG interim meeting May 25, 2011 | Details will follow. | loft | 2011-05-25",
                "REMINDER: interim meeting of the loft keepers | The LOFT WG will hold it on 2011-05-25. | - | 2011-05-25",
                "Pigeons | The Loft Keeping (loft) WG will hold an interim meeting on 2026-02-17. | loft | 2026-02-17",
                "No pigeons | The Loft Keeping (loft) interim meeting for 2026-02-17 has been cancelled. | loft | cancelled, 2026-02-17"
            })
    void an_interim_meeting_is_known_by_its_group_or_by_its_date_and_words(
            String subject, String opening, String group, String expected) {
        ReadMessage message = Mails.read("From: iesg-secretary@ietf.org\nSubject: " + subject + "\n\n" + opening);

        EventSummary summary = EventSummary.of(Mails.event(message));

        assertThat(summary.kind()).isEqualTo(EventKind.INTERIM);
        assertThat(summary.detail()).contains(expected);
        assertThat(summary.wg().orElse("-")).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Comments are due on 16 November 2026. | 2026-11-16",
                "The deadline for comments is 2026-12-24. | 2026-12-24",
                "By Monday, 16 November 2026, please send your comments to the list. | 2026-11-16",
                "The deadline for comments on draft-a-b has been extended to 2026-12-24. | 2026-12-24",
                "Comments were due by 2026-12-10; the last call has been extended from that day to 2026-12-24. | 2026-12-24",
                "The period for comments is extended from 2026-12-10 until 24 December 2026. | 2026-12-24",
                "It was approved by the IESG on 2026-11-01. Your comments have helped. | -",
                "Comments that reached us on 2026-11-01 have been read. | -"
            })
    void the_last_day_for_comments_is_known_by_the_words_around_it(String text, String day) {
        ReadMessage message = Mails.read("From: iesg-secretary@ietf.org\nSubject: Bluebells\n\n" + text);

        assertThat(message.reading())
                .isInstanceOfSatisfying(
                        Reading.FreeText.class,
                        found -> assertThat(found.notice()
                                        .commentsBy()
                                        .map(Object::toString)
                                        .orElse("-"))
                                .isEqualTo(day));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Extended Last Call: | The deadline for comments has been extended to 2026-12-24. | 2026-12-24",
                "Last Call: | Substantive comments: last-call@ietf.org, 2026-12-24. | 2026-12-24",
                "Last Call: | Your comments on this of 2026-11-01 and that of 2026-11-02 are welcome. | -",
                "Last Call: | Your comments are welcome. | -"
            })
    void a_last_call_ends_on_the_only_day_that_it_names_with_comments(String words, String text, String day) {
        ReadMessage message = Mails.read(
                "From: iesg-secretary@ietf.org\nSubject: " + words + " <draft-a-b-01.txt> (B) to Historic\n\n" + text
                        + "\n\nAbstract\n\nComments of 2019-01-01 made it better.\n");

        EventSummary summary = EventSummary.of(Mails.event(message));

        assertThat(summary.kind()).isEqualTo(EventKind.LAST_CALL);
        assertThat(summary.deadline().map(Object::toString).orElse("-")).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WITHDRAWN: Last Call: <draft-a-b-01.txt> (B) to Historic | draft-a-b",
                "Withdrawal of Last Call: <draft-a-b-01.txt> (B) to Historic | draft-a-b",
                "Last Call Cancelled: <draft-a-b-01.txt> (B) to Historic | draft-a-b",
                "Retraction: Protocol Action: 'B' to Historic (draft-a-b-01.txt) | draft-a-b"
            })
    void what_has_been_withdrawn_is_no_call_and_has_no_last_day(String subject, String draft) {
        ReadMessage message = Mails.read("From: iesg-secretary@ietf.org\nSubject: " + subject + """


                The IESG has received a request from an individual submitter to consider the
                following document:
                - 'B'
                  <draft-a-b-01.txt> as Historic

                Please send substantive comments to the mailing list by 2026-12-24.
                """);

        assertThat(message.reading()).isInstanceOfSatisfying(Reading.FreeText.class, text -> {
            assertThat(text.notice().drafts())
                    .extracting(found -> found.name().value())
                    .containsExactly(draft);
            assertThat(text.notice().commentsBy()).isEmpty();
        });
    }

    @Test
    void a_draft_on_withdrawing_is_called_like_any_other() {
        ReadMessage message = Mails.read("""
                From: iesg-secretary@ietf.org
                Subject: REVISED Last Call: <draft-a-withdraw-01.txt> (How to Cancel) to Historic

                Please send comments by 2026-12-24.
                """);

        assertThat(EventSummary.of(Mails.event(message)).deadline().map(Object::toString))
                .contains("2026-12-24");
    }

    /// @param topic `-` for none known
    private static void assertOfNoKindButTopic(ReadMessage message, String topic) {
        assertThat(message.reading())
                .isInstanceOfSatisfying(
                        Reading.FreeText.class,
                        text -> assertThat(text.notice()
                                        .topic()
                                        .map(found -> found.text())
                                        .orElse("-"))
                                .isEqualTo(topic));
    }
}
