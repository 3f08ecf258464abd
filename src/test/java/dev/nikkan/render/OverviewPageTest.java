package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.Language;
import dev.nikkan.model.PostingHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the day is about, at the head of its first part.
final class OverviewPageTest {
    private static final Renderer RENDERER = new Renderer(Templates.builtIn(), Optional.empty());
    private static final SignalFinder FINDER = new SignalFinder(SignalSettings.builtIn());

    private static Digest digest(EditionBuilder edition) {
        return Digest.of(new DayInHistory(edition.content(), PostingHistory.NONE), FINDER);
    }

    private static EditionBuilder twoOnWorkloads() {
        return edition("2026-12-01")
                .draft("draft-ietf-wimse-mutual-tls-00", post -> post.title("Workload Authentication Using Mutual TLS"))
                .draft("draft-ietf-wimse-identifier-01", post -> post.title("Workload Identifier"));
    }

    private static List<DigestPart> parts(Digest digest, int size) {
        return RENDERER.divide(digest, size).parts();
    }

    @Test
    void the_text_says_what_the_day_is_about_before_it_lists_it() {
        DigestPart part = parts(digest(twoOnWorkloads()), 20).getFirst();

        assertThat(RENDERER.text(part, Language.JA)).contains("""
                        ■ この記事でわかること
                        - WIMSE・ワークロード認証 ─ Workload Identifier / Workload Authentication
                          Using Mutual TLS
                        - Workload Authentication Using Mutual TLS ─ WIMSE WGの文書としての初版

                        ■ この日のサマリー
                        - Internet-Draftは2件(新規1件、改訂1件)、RFCは0件です。
                        - WG文書としての初版が1件あります(WIMSE WG)。
                        - 過去の記録がまだないため、普段との比較はしません。

                        ■ Hot Topics
                        - WIMSE・ワークロード認証関連は2件です。

                        ■ 目次
                        """);
        assertThat(RENDERER.subject(part, Language.JA))
                .isEqualTo("日刊IETF (2026-12-01): Internet-Draft 2件、RFC 0件 ─ WIMSE・ワークロード認証 2");
        assertThat(RENDERER.html(part, Language.EN)).contains("<li>WIMSE and workload identity: 2 drafts.</li>");
        assertThat(RENDERER.markdown(part, Language.EN))
                .contains("## Hot topics\n\n- WIMSE and workload identity: 2 drafts.\n");
    }

    @Test
    void what_a_model_wrote_of_a_takeaway_stands_behind_its_fact_and_is_marked() throws Exception {
        Digest plain = digest(twoOnWorkloads());
        Map<Integer, String> takeaways = Map.of(2, "Services learn which workload calls them.");
        DaySummary written = new DaySummary("", "Two drafts.", Map.of(), takeaways, "sample-model-1");
        Digest digest = plain.withDay(Map.of(Language.EN, written));

        DigestPart part = parts(digest, 20).getFirst();

        String line = "Workload Authentication Using Mutual TLS ─ first version as a draft of the WIMSE WG";
        String whole = line + ". Services learn which workload calls them. (AI summary)";
        assertThat(RENDERER.text(part, Language.EN).replaceAll("\\s+", " ")).contains("- " + whole + " OVERVIEW");
        assertThat(RENDERER.markdown(part, Language.EN)).contains("- " + whole + "\n");
        assertThat(RENDERER.html(part, Language.EN))
                .contains("<li>" + whole + "</li>")
                .contains(line + ". Workload Identifier</div>");
        JsonNode json = new ObjectMapper().readTree(RENDERER.json(digest)).at("/overview/en");
        assertThat(json.at("/takeaways/1").asText()).isEqualTo(line);
        assertThat(json.at("/written/takeaways").toString()).isEqualTo("{\"2\":\"" + takeaways.get(2) + "\"}");
    }

    @Test
    void in_japanese_a_full_stop_stands_between() {
        DaySummary written =
                new DaySummary("", "2件です。", Map.of(), Map.of(2, "呼び出し元を確かめたいサービスのためのものです。"), "sample-model-1");
        Digest digest = digest(twoOnWorkloads()).withDay(Map.of(Language.JA, written));

        String text = RENDERER.markdown(parts(digest, 20).getFirst(), Language.JA);

        assertThat(text).contains("WIMSE WGの文書としての初版。呼び出し元を確かめたいサービスのためのものです。(AI要約)\n");
    }

    @Test
    void it_stands_in_the_first_part_alone() {
        List<DigestPart> parts = parts(digest(twoOnWorkloads()), 1);

        assertThat(parts).hasSize(2);
        assertThat(RENDERER.text(parts.getFirst(), Language.EN)).contains("HOT TOPICS");
        assertThat(RENDERER.text(parts.getLast(), Language.EN)).doesNotContain("HOT TOPICS");
    }

    @Test
    void a_digest_without_an_overview_has_none_of_its_headings() {
        DigestPart part = parts(Digest.of(twoOnWorkloads().content()), 20).getFirst();

        assertThat(RENDERER.text(part, Language.JA)).doesNotContain("サマリー", "Hot Topics", "わかること");
        assertThat(RENDERER.json(part.digest())).doesNotContain("overview");
    }

    @Test
    void a_title_in_the_overview_stays_a_text() {
        DigestPart part = parts(
                        digest(edition("2026-12-01")
                                .draft("draft-ietf-x-y-00", post -> post.title("<script>alert(1)</script> **bold**"))),
                        20)
                .getFirst();

        assertThat(RENDERER.html(part, Language.EN)).doesNotContain("<script>alert");
        assertThat(RENDERER.markdown(part, Language.EN)).doesNotContain("**bold**", "<script>");
    }

    @Test
    void json_has_it_in_both_languages() throws Exception {
        JsonNode overview = new ObjectMapper()
                .readTree(RENDERER.json(digest(twoOnWorkloads())))
                .get("overview");

        assertThat(overview.get("ja").get("headline").asText()).isEqualTo("ドラフト2件: WIMSE・ワークロード認証 2");
        assertThat(overview.get("en").get("hot").get(0).asText()).isEqualTo("WIMSE and workload identity: 2 drafts.");
    }
}
