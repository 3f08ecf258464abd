package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.DraftGroup;
import dev.nikkan.digest.MadeUpDay;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.PostingHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The list of a day's drafts: every announcement once, under one heading, found from the index.
final class EntriesTest {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final Pattern REVISION = Pattern.compile("\\bdraft-[a-z0-9-]+-topic\\d+-\\d\\d(?![\\w-])");
    private static final Set<String> SITES =
            Set.of("datatracker.ietf.org", "author-tools.ietf.org", "mailarchive.ietf.org", "www.rfc-editor.org");
    private static final SignalFinder FINDER = new SignalFinder(SignalSettings.builtIn());

    private final Renderer renderer = new Renderer(Templates.builtIn(), EmailAddress.parse("digest@example.org"));

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void each_announcement_is_an_index_line_and_an_entry_of_one_part_in_every_format(long seed) throws IOException {
        EditionContent content = MadeUpDay.of(seed);
        Digest digest = digest(content);

        List<DigestPart> parts = parts(digest, seed);

        for (DigestPart part : parts) {
            Map<String, Long> twice = twice(part);
            for (Language language : Language.values()) {
                assertThat(revisions(renderer.text(part, language))).isEqualTo(twice);
                assertThat(revisions(renderer.markdown(part, language))).isEqualTo(twice);
                assertThat(revisions(Jsoup.parse(renderer.html(part, language)).text()))
                        .isEqualTo(twice);
            }
        }
        Map<String, Long> all = new HashMap<>();
        parts.forEach(part -> twice(part).forEach((name, count) -> all.merge(name, count, Long::sum)));
        assertThat(all).isEqualTo(counted(content.posts(), 2));
        assertThat(inJson(digest)).isEqualTo(counted(content.posts(), 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void items_are_numbered_through_the_day_and_each_link_of_the_index_finds_its_entry(long seed) {
        Digest digest = digest(MadeUpDay.of(seed));
        List<Integer> numbers = new ArrayList<>();

        for (DigestPart part : parts(digest, seed)) {
            Document page = Jsoup.parse(renderer.html(part, Language.EN));

            List<Integer> index = numbers(page.select("ul.index a:not([href^=#late-])"));
            assertThat(numbers(page.select(".entry:not([id^=late-]) h3, .entry:not([id^=late-]) h4")))
                    .isEqualTo(index);
            assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
            for (Element link : page.select("a[href^=#]")) {
                assertThat(page.getElementById(link.attr("href").substring(1)))
                        .as(link.outerHtml())
                        .isNotNull();
            }
            numbers.addAll(index);
        }
        assertThat(numbers)
                .isEqualTo(
                        IntStream.rangeClosed(1, digest.drafts().size()).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void parts_agree_on_the_counts_and_two_builds_are_the_same(long seed) {
        EditionContent content = MadeUpDay.of(seed);
        Digest digest = digest(content);
        Digest again = digest(MadeUpDay.shuffled(content, seed));

        List<DigestPart> parts = parts(digest, seed);
        List<DigestPart> others = parts(again, seed);

        assertThat(renderer.json(again)).isEqualTo(renderer.json(digest));
        assertThat(others).hasSameSizeAs(parts);
        for (int i = 0; i < parts.size(); i++) {
            for (Language language : Language.values()) {
                assertThat(renderer.mail(others.get(i), language)).isEqualTo(renderer.mail(parts.get(i), language));
                assertThat(renderer.markdown(others.get(i), language))
                        .isEqualTo(renderer.markdown(parts.get(i), language));
            }
            assertThat(renderer.text(parts.get(i), Language.EN).lines())
                    .filteredOn(line -> line.startsWith("Internet-Drafts: "))
                    .singleElement()
                    .asString()
                    .startsWith("Internet-Drafts: " + digest.posts());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void p10_titles_and_abstracts_of_the_worst_kind_stay_text(long seed) {
        for (DigestPart part : parts(digest(MadeUpDay.of(seed)), seed)) {
            for (Language language : Language.values()) {
                Document page = Jsoup.parse(renderer.html(part, language));

                assertThat(page.select("script, img, iframe, form")).isEmpty();
                assertThat(page.select("a").eachAttr("href"))
                        .allMatch(address -> address.startsWith("#")
                                || SITES.stream().anyMatch(site -> address.startsWith("https://" + site + "/")));
                assertThat(renderer.text(part, language)).doesNotContain("\u202E", "\u0000", "\u0007");
            }
        }
    }

    @Test
    void each_draft_is_under_one_heading_and_headings_go_on_in_the_next_part() {
        Digest digest = digest(edition("2026-11-22")
                .draft("draft-a-one-00", post -> post.title("AI Agents"))
                .draft("draft-b-two-00", post -> post.title("More AI Agents"))
                .draft("draft-c-three-00", post -> post.title("Still More AI Agents"))
                .draft("draft-d-four-00", post -> post.title("Parrots"))
                .content());
        List<DigestPart> parts = renderer.divide(digest, 2).parts();

        assertThat(digest.groups()).extracting(DraftGroup::id).containsExactly("theme.ai-agent", "other");
        assertThat(renderer.text(parts.get(0), Language.JA))
                .contains("""
                ■ この日の分類
                - AIエージェント: 3件(1-3)
                - その他: 1件(4-4)

                ■ 目次

                AIエージェント(3件)
                1. AI Agents (draft-a-one-00)
                2. More AI Agents (draft-b-two-00)
                """)
                .contains("\n◆ AIエージェント(3件)\n\n1. AI Agents\n");
        assertThat(renderer.text(parts.get(1), Language.EN))
                .contains("""
                INDEX

                AI agents (continued; 3)
                3. Still More AI Agents (draft-c-three-00)

                Other (1)
                4. Parrots (draft-d-four-00)
                """)
                .contains("\n-- AI agents (continued; 3) --\n")
                .doesNotContain("THE DAY BY HEADING");
        assertThat(renderer.markdown(parts.get(1), Language.JA))
                .contains("### AIエージェント(続き、3件)\n\n#### 3. Still More AI Agents\n");
        assertThat(Jsoup.parse(renderer.html(parts.get(1), Language.JA))
                        .select("h3.group#group-2")
                        .text())
                .isEqualTo("その他(1件)");
    }

    @Test
    void a_new_group_document_says_which_individual_draft_it_was() throws IOException {
        EditionContent content = edition("2026-11-22")
                .draft("draft-ietf-ocm-open-cloud-mesh-00", post -> post.title("Open Cloud Mesh"))
                .content();
        PostingHistory history = new PostingHistory(
                Optional.empty(),
                List.of(),
                Set.of(),
                Map.of(
                        new DraftName("draft-ietf-ocm-open-cloud-mesh"),
                        new DraftName("draft-lopresti-open-cloud-mesh")));
        Digest digest = Digest.of(new DayInHistory(content, history), FINDER);
        DigestPart part = renderer.divide(digest, 0).parts().getFirst();

        assertThat(renderer.text(part, Language.EN)).contains("""
                1. 🆕 Open Cloud Mesh (draft-ietf-ocm-open-cloud-mesh-00)
                """).contains("""
                   draft-ietf-ocm-open-cloud-mesh-00 (first version, formerly
                   draft-lopresti-open-cloud-mesh)
                   🆕 first WG version | ocm WG | 12 pages
                """);
        assertThat(renderer.markdown(part, Language.JA))
                .contains("- draft-ietf-ocm-open-cloud-mesh-00(初版、旧[draft-lopresti-open-cloud-mesh]"
                        + "(https://datatracker.ietf.org/doc/draft-lopresti-open-cloud-mesh/))\n");
        assertThat(renderer.html(part, Language.JA))
                .contains("href=\"https://datatracker.ietf.org/doc/draft-lopresti-open-cloud-mesh/\"");
        assertThat(new ObjectMapper()
                        .readTree(renderer.json(digest))
                        .at("/drafts/0/predecessor")
                        .asText())
                .isEqualTo("draft-lopresti-open-cloud-mesh");
    }

    @Test
    void json_gives_each_draft_its_heading_and_its_summary() throws IOException {
        Digest digest = digest(edition("2026-11-22")
                .draft("draft-a-one-00", post -> post.title("AI Agents").abstractText("This document defines it."))
                .draft("draft-b-two-00", post -> post.title("More AI Agents"))
                .content());

        JsonNode json = new ObjectMapper().readTree(renderer.json(digest));

        assertThat(json.at("/groups/0/group").asText()).isEqualTo("theme.ai-agent");
        assertThat(json.at("/groups/0/count").asInt()).isEqualTo(2);
        assertThat(json.at("/drafts/0/group").asText()).isEqualTo("theme.ai-agent");
        assertThat(json.at("/drafts/0/theme/ja").asText()).isEqualTo("AIエージェント");
        assertThat(json.at("/drafts/0/summary").asText()).isEqualTo("This document defines it.");
    }

    private static Digest digest(EditionContent content) {
        return Digest.of(new DayInHistory(content, PostingHistory.NONE), FINDER);
    }

    private List<DigestPart> parts(Digest digest, long seed) {
        return renderer.divide(digest, List.of(0, 7, 20).get((int) (seed % 3))).parts();
    }

    private static Map<String, Long> twice(DigestPart part) {
        List<Item.Post> posts = new ArrayList<>();
        part.drafts().stream().map(DraftEntry::posts).forEach(posts::addAll);
        if (part.first()) {
            part.digest().late().drafts().stream().map(DraftEntry::posts).forEach(posts::addAll);
        }
        return counted(posts, 2);
    }

    private static Map<String, Long> counted(List<Item.Post> posts, long count) {
        Map<String, Long> counted = new TreeMap<>();
        for (Item.Post item : posts) {
            DraftRevision draft = item.post().draft();
            counted.put(draft.toString(), count);
        }
        return counted;
    }

    private static Map<String, Long> revisions(String page) {
        Map<String, Long> found = new TreeMap<>();
        REVISION.matcher(ADDRESS.matcher(page).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .forEach(name -> found.merge(name, 1L, Long::sum));
        return found;
    }

    private Map<String, Long> inJson(Digest digest) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        JsonNode json = new ObjectMapper().readTree(renderer.json(digest));
        for (String list : List.of("drafts", "late")) {
            for (JsonNode entry : json.get(list)) {
                for (JsonNode revision : entry.path("revisions")) {
                    found.merge(
                            entry.get("draft").asText() + "-"
                                    + revision.get("revision").asText(),
                            1L,
                            Long::sum);
                }
            }
        }
        return found;
    }

    /// Those of a list; RFCs and late arrivals have none.
    private static List<Integer> numbers(List<Element> lines) {
        return lines.stream()
                .map(Element::text)
                .map(Pattern.compile("^(\\d+)\\. ")::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .toList();
    }
}
