package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the pages of a day say, in text and Markdown; HTML says the same.
final class DigestPageTest {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    private final Renderer renderer = new Renderer(Templates.builtIn(), EmailAddress.parse("digest@example.org"));

    @Test
    void one_draft_in_japanese() {
        Digest digest = edition("2026-11-22")
                .draft(
                        "draft-ietf-rats-eat-03",
                        post -> post.title("EAT Measured Component")
                                .authors("S. Frost", "T. Fossati", "H. Tschofenig", "H. Birkholz")
                                .previous(2, "2026-10-20")
                                .abstractText("A \"measured component\" is an object."))
                .digest();

        assertThat(renderer.text(only(digest), Language.JA)).isEqualTo("""
                日刊IETF (2026-11-22)

                2026-11-22(UTC)に告知されたInternet-DraftとRFCです。

                Internet-Draft: 1件
                RFC: 0件

                参照先:
                - I-D Announce: https://mailarchive.ietf.org/arch/browse/i-d-announce/
                - IETF Announce: https://mailarchive.ietf.org/arch/browse/ietf-announce/

                ■ 目次
                1. EAT Measured Component (draft-ietf-rats-eat-03)

                ■ 発行されたRFC

                発行されたRFCはありません。

                ■ 投稿されたInternet-Draft

                1. EAT Measured Component
                   draft-ietf-rats-eat-03(前版-02、2026-10-20)
                   rats WG | 12ページ
                   S. Frost, T. Fossati, H. Tschofenigほか1名

                A "measured component" is an object.

                   https://datatracker.ietf.org/doc/draft-ietf-rats-eat/
                   https://author-tools.ietf.org/iddiff?url2=draft-ietf-rats-eat-03

                ----
                1日は、告知メールのDateヘッダをUTCで読んだ00:00から24:00までです。
                題名は告知のまま、要旨は英語の原文からの抜粋です。
                2026-11-22の受信4通 = ドラフト1 + RFC 0 + その他の告知0 + 重複2 + 対象外
                1 + 隔離0
                配信停止: 件名をunsubscribeとしたメールをdigest@example.orgへ
                """);
    }

    @Test
    void an_rfc_in_english() {
        Digest digest = edition("2026-11-22").rfc(9999, "A Protocol").digest();

        assertThat(renderer.text(only(digest), Language.EN)).contains("""
                PUBLISHED RFCS

                RFC 9999: A Protocol
                   Proposed Standard | IETF stream | 12 pages
                   Obsoletes: RFC 1111
                   Updates: RFC 2222, RFC 3333
                   Draft: draft-ietf-sample-source

                This document specifies A Protocol.

                   https://www.rfc-editor.org/info/rfc9999
                """);
    }

    @Test
    void counts_name_the_distinct_drafts_where_they_differ() {
        Digest digest = edition("2026-11-22")
                .draft("draft-a-b-03")
                .draft("draft-a-b-04")
                .draft("draft-c-d-00")
                .digest();

        assertThat(renderer.text(only(digest), Language.JA)).contains("\nInternet-Draft: 3件(ドラフト2種)\nRFC: 0件\n");
        assertThat(renderer.text(only(digest), Language.EN)).contains("\nInternet-Drafts: 3 (2 drafts)\nRFCs: 0\n");
    }

    @Test
    void the_quiet_day_has_a_text_of_its_own() {
        DigestPart part = only(edition("2026-11-22").digest());

        assertThat(renderer.subject(part, Language.JA)).isEqualTo("日刊IETF (2026-11-22): 投稿なし");
        assertThat(renderer.text(part, Language.JA))
                .contains("告知は届いていません", "Internet-Draft: 0件", "RFC: 0件")
                .doesNotContain("目次", "投稿されたInternet-Draft");
        assertThat(renderer.text(part, Language.EN)).contains("No Internet-Draft and no RFC", "RFCs: 0");
    }

    @Test
    void an_unread_source_is_named_in_the_first_lines() {
        DigestPart part =
                only(edition("2026-11-22").unread("me@imap.example.org/INBOX").digest());

        for (Language language : Language.values()) {
            assertThat(renderer.text(part, language).lines().limit(5)).contains("- me@imap.example.org/INBOX");
        }
    }

    @Test
    void late_arrivals_stand_apart_with_their_own_dates() {
        Digest digest = edition("2026-11-22")
                .draft("draft-a-b-04")
                .draft("draft-c-d-01", post -> post.on("2026-11-20").previous(0, "2026-05-01"))
                .digest();

        String text = renderer.text(only(digest), Language.JA);

        assertThat(text).contains("Internet-Draft: 1件\n", "遅れて届いた告知: 1件\n");
        assertThat(text.substring(text.indexOf("■ 遅れて届いた告知"))).contains("draft-c-d-01(2026-11-20告知)(前版-00、2026-05-01)");
    }

    @Test
    void another_announcement_is_one_line_and_names_no_revision() {
        Digest digest = edition("2026-11-22")
                .draft("draft-a-b-04")
                .event(EventKind.LAST_CALL, "Last Call: <draft-a-b-04.txt> (About B) to Proposed Standard")
                .event(EventKind.INTERIM, "Foo WG Virtual Meeting: 2026-12-01", Optional.of("https://evil.example/"))
                .digest();

        assertThat(renderer.text(only(digest), Language.EN)).contains("""
                Last calls:
                - <draft-a-b> (About B) to Proposed Standard
                  https://mailarchive.ietf.org/arch/msg/ietf-announce/abc_DEF-123/

                Interim meetings:
                - Foo WG Virtual Meeting: 2026-12-01
                """).doesNotContain("evil.example");
    }

    @Test
    void an_announcement_says_until_when_and_what_its_subject_does_not() {
        Digest digest = edition("2026-11-22")
                .event(
                        EventKind.LAST_CALL,
                        "Last Call: <draft-a-b-04.txt> (About B) to Proposed Standard",
                        "Proposed Standard",
                        Optional.of(LocalDate.parse("2026-12-06")))
                .event(
                        EventKind.INTERIM,
                        "Foo (foo) WG Interim Meeting: 2026-12-01",
                        "changed, 2026-12-01, 2026-12-02",
                        Optional.empty())
                .digest();

        assertThat(renderer.text(only(digest), Language.EN))
                .contains("Last calls:\n- until 2026-12-06: <draft-a-b> (About B) to Proposed Standard\n")
                .contains("- Foo (foo) WG Interim Meeting: 2026-12-01 / changed, 2026-12-02\n");
        assertThat(renderer.text(only(digest), Language.JA))
                .contains("Last Call:\n- 2026-12-06まで: <draft-a-b> (About B) to Proposed Standard\n")
                .contains("- Foo (foo) WG Interim Meeting: 2026-12-01 / 変更、2026-12-02\n");
        assertThat(Jsoup.parse(renderer.html(only(digest), Language.JA))
                        .expectFirst(".events li")
                        .text())
                .startsWith("2026-12-06まで <draft-a-b> (About B)");
        assertThat(renderer.markdown(only(digest), Language.EN)).contains("### Last calls\n\n- until 2026-12-06: [");
        assertThat(renderer.json(digest)).contains("\"deadline\" : \"2026-12-06\"");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_part_has_the_counts_its_place_and_the_others(Language language) {
        Digest digest = edition("2026-11-22")
                .drafts(45)
                .rfc(9999, "A Protocol")
                .event(EventKind.WG_REVIEW, "WG Review: Foo (foo)")
                .draft("draft-late-one-00", post -> post.on("2026-11-20"))
                .digest();
        List<DigestPart> parts = renderer.divide(digest, 20).parts();
        boolean japanese = language == Language.JA;

        assertThat(parts).hasSize(3);
        for (DigestPart part : parts) {
            assertThat(renderer.text(part, language))
                    .contains(japanese ? "Internet-Draft: 45件" : "Internet-Drafts: 45")
                    .contains(japanese ? "RFC: 1件" : "RFCs: 1");
            assertThat(renderer.text(part, language).contains("rfc9999")).isEqualTo(part.first());
            assertThat(renderer.text(part, language).contains("Foo (foo)")).isEqualTo(part.first());
            assertThat(renderer.text(part, language).contains("draft-late-one")).isEqualTo(part.first());
        }
        assertThat(renderer.text(parts.get(1), language))
                .contains(japanese ? "第2部/全3部、全45項目中21-40" : "Part 2 of 3, items 21-40 of 45")
                .contains(japanese ? "第1部(1-20)、第3部(41-45)" : "part 1 (1-20), part 3 (41-45)")
                .contains("\n21. On Topic 021\n   draft-author-topic021-00")
                .contains("\n21. On Topic 021 (draft-author-topic021-00)\n");
        assertThat(renderer.subject(parts.get(1), language)).startsWith("[2/3] ");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void each_revision_stands_as_index_line_and_as_entry_in_the_part_that_holds_it(Language language) {
        EditionBuilder edition = edition("2026-11-22")
                .drafts(30)
                .draft("draft-a-b-03", post -> post.previous(2, "2026-11-01"))
                .draft("draft-a-b-04", post -> post.previous(3, "2026-11-22"))
                .draft("draft-late-one-07", post -> post.on("2026-11-20"))
                .rfc(9999, "A Protocol")
                .event(EventKind.LAST_CALL, "Last Call: <draft-a-b-04.txt> (About B) to Proposed Standard");
        List<DigestPart> parts = renderer.divide(edition.digest(), 20).parts();

        for (Item.Post post : edition.content().posts()) {
            String name = post.post().draft().toString();
            for (DigestPart part : parts) {
                int expected = holds(part, post) ? 2 : 0;
                assertThat(occurrences(renderer.text(part, language), name))
                        .as(name)
                        .isEqualTo(expected);
                assertThat(occurrences(renderer.markdown(part, language), name))
                        .as(name)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void japanese_and_latin_stand_side_by_side_without_a_blank() {
        Digest digest = edition("2026-11-22")
                .drafts(21)
                .rfc(9999, "A Protocol")
                .event(EventKind.WG_REVIEW, "WG Review: Foo (foo)")
                .draft("draft-ietf-late-one-00", post -> post.on("2026-11-20"))
                .unread("me@imap.example.org/INBOX")
                .digest();
        String japanese = "[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]";

        for (DigestPart part : renderer.divide(digest, 20).parts()) {
            assertThat(renderer.text(part, Language.JA) + renderer.markdown(part, Language.JA))
                    .doesNotContainPattern(japanese + " [A-Za-z0-9]")
                    .doesNotContainPattern("[A-Za-z0-9] " + japanese);
        }
    }

    @Test
    void a_draft_without_title_is_called_by_its_name() {
        Digest digest = edition("2026-11-22")
                .draft("draft-a-b-04", EditionBuilder.PostBuilder::untitled)
                .digest();

        assertThat(renderer.text(only(digest), Language.EN)).contains("1. draft-a-b\n");
    }

    private DigestPart only(Digest digest) {
        return renderer.divide(digest, 0).parts().getFirst();
    }

    private static boolean holds(DigestPart part, Item.Post post) {
        boolean late = post.day().isBefore(part.digest().day());
        return late
                ? part.first()
                : part.drafts().stream()
                        .map(DraftEntry::name)
                        .anyMatch(post.post().draft().name()::equals);
    }

    private static long occurrences(String page, String name) {
        String outsideAddresses = ADDRESS.matcher(page).replaceAll("");
        return Pattern.compile(Pattern.quote(name) + "(?![\\w-])")
                .matcher(outsideAddresses)
                .results()
                .count();
    }
}
