package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.model.DayFrame;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.PostingHistory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/// What stands around a day's drafts and RFCs.
final class FramePageTest {
    private static final SignalFinder FINDER = new SignalFinder(SignalSettings.builtIn());
    private static final Optional<LocalDate> NEVER = Optional.empty();

    private static Renderer renderer(FrameSettings settings) {
        return new Renderer(Templates.builtIn(), Optional.empty(), settings);
    }

    private static Renderer renderer() {
        return renderer(FrameSettings.DEFAULT);
    }

    private static Digest digest(EditionBuilder edition, List<Item.Other> openCalls, Map<Language, String> closing) {
        return Digest.of(
                new DayInHistory(
                        edition.content(),
                        PostingHistory.NONE,
                        new DayFrame(true, openCalls, List.of(), List.of(), closing)),
                FINDER);
    }

    private static Digest digest(EditionBuilder edition) {
        return digest(edition, List.of(), Map.of());
    }

    private static Digest withClosing(String words) {
        return digest(edition("2026-11-22").drafts(3), List.of(), Map.of(Language.EN, words));
    }

    private static DigestPart only(Renderer renderer, Digest digest) {
        return renderer.divide(digest, 20).parts().getFirst();
    }

    private static EditionBuilder dayOfEvents() {
        return edition("2026-11-22")
                .event(EventKind.INTERIM, "Loft Keeping", "2026-12-09, New York, US", NEVER)
                .event(EventKind.INTERIM, "Dovecote", "cancelled, 2026-12-02, virtual", NEVER)
                .event(EventKind.ANNOUNCEMENT, "Bluebells", "", NEVER)
                .event(EventKind.WG_ACTION, "Pigeons", "rechartered", NEVER)
                .event(EventKind.WG_REVIEW, "Perches", "new", Optional.of(LocalDate.parse("2026-12-01")))
                .event(EventKind.CONFLICT_REVIEW, "Owls", "no problem, Experimental", NEVER)
                .event(EventKind.DOCUMENT_ACTION, "Feathers", "Informational RFC", NEVER)
                .event(EventKind.LAST_CALL, "Late", "Proposed Standard", Optional.of(LocalDate.parse("2026-12-20")))
                .event(EventKind.LAST_CALL, "Soon", "Proposed Standard", Optional.of(LocalDate.parse("2026-12-06")))
                .event(EventKind.PROTOCOL_ACTION, "Wings", "Proposed Standard", NEVER);
    }

    @Test
    void the_other_announcements_stand_under_headings_and_what_ends_or_meets_soonest_comes_first() {
        Renderer renderer = renderer();

        assertThat(links(renderer.text(only(renderer, digest(dayOfEvents())), Language.JA)))
                .contains("""
                ■ その他の告知

                Last Call:
                - 2026-12-06まで: Soon / Proposed Standard
                - 2026-12-20まで: Late / Proposed Standard

                承認:
                - Wings / Proposed Standard
                - Feathers / Informational RFC

                Conflict Review:
                - Owls / 公開に支障なし、Experimental

                WG・RGのチャーター:
                - 2026-12-01まで: Perches / 新設の審査
                - Pigeons / チャーター改訂

                中間会合:
                - Dovecote / 中止、2026-12-02、オンライン
                - Loft Keeping / 2026-12-09、New York, US

                そのほか:
                - Bluebells
                """);
        assertThat(links(renderer.text(only(renderer, digest(dayOfEvents())), Language.EN)))
                .contains("Approvals:\n- Wings / Proposed Standard\n- Feathers")
                .contains("- Owls / no problem with publication, Experimental\n")
                .contains("- Dovecote / cancelled, 2026-12-02, online\n");
        assertThat(renderer.markdown(only(renderer, digest(dayOfEvents())), Language.EN))
                .contains("### Interim meetings\n\n- [Dovecote](https://mailarchive.ietf.org/");
    }

    /// Each announcement has its link in a line of its own; the tests here are about the others.
    private static String links(String text) {
        return text.replaceAll("(?m)^  https://.*\n", "");
    }

    @Test
    void announcements_that_are_not_wanted_are_neither_listed_nor_counted_but_stay_in_json() {
        Renderer renderer = renderer(new FrameSettings(false, true, true, Map.of(), Map.of()));
        Digest digest = digest(dayOfEvents().drafts(1));

        assertThat(renderer.text(only(renderer, digest), Language.JA))
                .doesNotContain("Bluebells", "■ その他の告知", "その他の告知: ");
        assertThat(renderer.json(digest)).contains("Bluebells");
    }

    @Test
    void open_last_calls_are_listed_with_their_documents_pages() {
        // given
        List<Item.Other> open = dayOfEvents().content().events().stream()
                .filter(item -> item.event().kind() == EventKind.LAST_CALL)
                .toList();
        Digest digest = digest(edition("2026-11-22").drafts(1), open, Map.of());

        // when
        String text = renderer().text(only(renderer(), digest), Language.JA);
        Renderer without = renderer(new FrameSettings(true, false, true, Map.of(), Map.of()));

        // then
        assertThat(text).contains("■ 受付中のLast Call\n\n- 2026-12-20まで: Late / Proposed Standard\n");
        assertThat(without.text(only(without, digest), Language.JA)).doesNotContain("受付中");
        assertThat(without.json(digest)).contains("open_last_calls", "\"deadline\" : \"2026-12-20\"");
    }

    @Test
    void a_quiet_day_explains_itself_before_anything_else() {
        Renderer renderer = renderer();
        DigestPart part = only(renderer, digest(edition("2026-11-08").event(EventKind.ANNOUNCEMENT, "Bluebells")));

        assertThat(renderer.text(part, Language.JA).replaceAll("\\s", ""))
                .contains("■この日について-この日付のメールは4通届いていますが、Internet-Draftの告知はありません。"
                        + "過去の記録がまだないため、普段どおりかどうかは述べません。"
                        + "-IETF127(サンフランシスコ、2026-11-14〜2026-11-20)のInternet-Draft投稿締め切り(2026-11-02)から6日後で、"
                        + "受け付けは2026-11-14の終わり(現地時間)に再開します。");
        assertThat(Jsoup.parse(renderer.html(part, Language.EN)).select("h2").eachText())
                .contains("About this day");
        assertThat(renderer.markdown(part, Language.EN)).contains("## About this day\n\n- 4 mails of this day");
    }

    @Test
    void a_day_without_drafts_explains_itself_also_without_an_overview() {
        DayInHistory day = new DayInHistory(edition("2026-11-08").content(), PostingHistory.NONE);

        Digest digest = Digest.withoutOverview(day, FINDER);

        assertThat(digest.silence().get(Language.EN)).hasSize(2);
        assertThat(digest.overviews()).isEmpty();
    }

    @Test
    void the_operators_words_stand_at_the_end_of_the_last_part_and_of_no_other() {
        Renderer renderer = renderer();
        List<DigestPart> parts = renderer.divide(withClosing("First line\nsecond line.\n\nAnother paragraph."), 1)
                .parts();

        assertThat(parts).hasSize(3);
        assertThat(renderer.text(parts.getLast(), Language.EN))
                .contains("EDITOR'S NOTE\n\nFirst line second line.\n\nAnother paragraph.\n\n----\n");
        assertThat(renderer.text(parts.getFirst(), Language.EN)).doesNotContain("EDITOR'S NOTE");
        assertThat(renderer.text(parts.getLast(), Language.JA)).doesNotContain("編集後記");
    }

    @Test
    void p10_the_operators_words_are_text_and_only_their_addresses_are_links() {
        Renderer renderer = renderer();
        DigestPart part = only(renderer, withClosing("""
                <b>Bold</b> & *stars*, see https://example.org/a_(b)?c=d&e. Or
                javascript:alert(1), "https://example.org/x"onclick=y> # no heading
                """));

        String html = renderer.html(part, Language.EN);
        String markdown = renderer.markdown(part, Language.EN);

        assertThat(Jsoup.parse(html).select("p:contains(Bold) a").eachAttr("href"))
                .containsExactly("https://example.org/a_(b)?c=d&e", "https://example.org/x");
        assertThat(Jsoup.parse(html).select("p:contains(Bold)").text())
                .isEqualTo("<b>Bold</b> & *stars*, see https://example.org/a_(b)?c=d&e. Or javascript:alert(1),"
                        + " \"https://example.org/x\"onclick=y> # no heading");
        assertThat(markdown)
                .contains("\\<b\\>Bold", "\\*stars\\*", "<https://example.org/a_(b)?c=d&e>")
                .doesNotContain("<b>");
    }

    @Test
    void japanese_lines_are_joined_without_a_blank_and_long_paragraphs_stay_whole() {
        Digest joined = digest(
                edition("2026-11-22").drafts(1), List.of(), Map.of(Language.JA, "今日の\n注目はQUICです。\nIETFの\nQUIC WG"));
        assertThat(renderer().text(only(renderer(), joined), Language.JA)).contains("今日の注目はQUICです。IETFのQUIC WG\n");

        String words = "あ".repeat(4000);
        Digest long_ = digest(edition("2026-11-22").drafts(1), List.of(), Map.of(Language.JA, words));
        assertThat(Jsoup.parse(renderer().html(only(renderer(), long_), Language.JA))
                        .text())
                .contains(words);
    }

    @Test
    void the_operators_lines_stand_first_and_last_in_every_part() {
        Renderer renderer = renderer(new FrameSettings(
                true,
                true,
                true,
                Map.of(Language.JA, "おはようございます。"),
                Map.of(Language.JA, "発行: 例 https://example.org/")));
        List<DigestPart> parts =
                renderer.divide(digest(edition("2026-11-22").drafts(2)), 1).parts();

        for (DigestPart part : parts) {
            assertThat(renderer.text(part, Language.JA))
                    .startsWith("日刊IETF (2026-11-22)\n\nおはようございます。\n\n")
                    .endsWith("\n発行: 例 https://example.org/\n");
            assertThat(Jsoup.parse(renderer.html(part, Language.JA))
                            .select("p:contains(発行) a")
                            .eachAttr("href"))
                    .containsExactly("https://example.org/");
            assertThat(renderer.markdown(part, Language.JA)).endsWith("発行: 例 <https://example.org/>\n");
            assertThat(renderer.text(part, Language.EN)).startsWith("Nikkan IETF (2026-11-22)\n\nThe Internet-Drafts");
        }
    }

    @Test
    void the_account_is_in_words_and_can_be_left_out() {
        Renderer without = renderer(new FrameSettings(true, true, false, Map.of(), Map.of()));
        Digest digest = digest(edition("2026-11-22").drafts(1));

        assertThat(renderer().text(only(renderer(), digest), Language.EN))
                .contains("Mails of 2026-11-22: 4 = drafts 1 + RFCs 0 + other announcements 0");
        assertThat(without.text(only(without, digest), Language.EN)).doesNotContain("Mails of 2026-11-22");
    }
}
