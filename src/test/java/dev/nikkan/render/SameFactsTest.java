package dev.nikkan.render;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.Links;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// JSON, text, HTML and Markdown of a day carry the same facts: JSON is the list of them, and each page is read as its
/// reader sees it. White space is left out of every comparison, because lines are broken differently.
final class SameFactsTest {
    private static final Pattern LINK = Pattern.compile("https://[\\x21-\\x7e]+");
    private static final Pattern REVISION = Pattern.compile("(?<![/=\\w-])draft-[a-z0-9-]+-\\d\\d(?![\\w-])");
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d\\b");

    private final Renderer renderer = new Renderer(Templates.builtIn(), EmailAddress.parse("digest@example.org"));

    @ParameterizedTest
    @EnumSource(Days.class)
    void every_page_of_a_day_says_what_its_json_says(Days day) throws IOException {
        Digest digest = day.digest();
        JsonNode json = new ObjectMapper().readTree(renderer.json(digest));

        for (Language language : Language.values()) {
            pages(digest, language)
                    .forEach((format, page) -> assertThat(facts(json, language))
                            .allSatisfy(fact -> assertThat(bare(page))
                                    .as(format + " in " + language)
                                    .contains(bare(fact))));
        }
    }

    @ParameterizedTest
    @EnumSource(Days.class)
    void no_page_of_a_day_links_names_or_dates_what_its_json_does_not(Days day) {
        Digest digest = day.digest();
        String json = renderer.json(digest);
        Set<String> revisions = revisions(digest);

        for (Language language : Language.values()) {
            Map<String, String> pages = pages(digest, language);
            for (Pattern pattern : List.of(LINK, REVISION, DATE)) {
                Set<String> found = found(pattern, page(pages, "html"));
                assertThat(found).allMatch(fact -> json.contains(fact) || revisions.contains(fact));
                assertThat(found(pattern, page(pages, "markdown"))).isEqualTo(found);
                assertThat(found(pattern, page(pages, "text"))).isEqualTo(withoutPredecessors(found, digest));
            }
        }
    }

    private static String page(Map<String, String> pages, String format) {
        return pages.getOrDefault(format, "");
    }

    /// A text names the draft that another continues, and spares the line that its link would take.
    private static Set<String> withoutPredecessors(Set<String> facts, Digest digest) {
        Set<String> links = digest.drafts().stream()
                .flatMap(entry -> entry.predecessor().stream())
                .map(name -> Links.datatracker(name).toString())
                .collect(toSet());
        return facts.stream().filter(fact -> !links.contains(fact)).collect(toCollection(TreeSet::new));
    }

    /// What a page shows and where it leads, by its form.
    private Map<String, String> pages(Digest digest, Language language) {
        List<DigestPart> parts = renderer.divide(digest, 20).parts();
        return Map.of(
                "text", joined(parts, part -> renderer.text(part, language)),
                "html", joined(parts, part -> html(renderer.html(part, language))),
                "markdown", joined(parts, part -> markdown(renderer.markdown(part, language))));
    }

    private static String joined(List<DigestPart> parts, Function<DigestPart, String> page) {
        return parts.stream().map(page).collect(joining("\n"));
    }

    private static String html(String page) {
        Document document = Jsoup.parse(page);
        document.select(".preheader").remove();
        return document.body().wholeText() + "\n"
                + document.select("a[href]").eachAttr("href").stream()
                        .filter(target -> !target.startsWith("#"))
                        .collect(joining("\n"));
    }

    private static String markdown(String page) {
        return MarkdownReader.shown(MarkdownReader.parse(page));
    }

    private static List<String> facts(JsonNode json, Language language) {
        List<String> facts = new ArrayList<>();
        facts.add(json.get("day").asText());
        JsonNode counts = json.get("counts");
        boolean japanese = language == Language.JA;
        facts.add(
                japanese ? "Internet-Draft: " + counts.get("posts") + "件" : "Internet-Drafts: " + counts.get("posts"));
        facts.add(japanese ? "RFC: " + counts.get("rfcs") + "件" : "RFCs: " + counts.get("rfcs"));
        strings(json.at("/unread_sources")).forEach(facts::add);
        strings(json.at("/archives")).forEach(facts::add);
        JsonNode overview = json.at("/overview/" + language.tag());
        for (String sentences : List.of("summary", "hot", "takeaways")) {
            strings(overview.path(sentences)).forEach(facts::add);
        }
        for (JsonNode draft : json.get("drafts")) {
            facts.add(draft.get("number") + ". "
                    + draft.path("title").asText(draft.get("draft").asText()));
            addDraft(draft, facts);
        }
        json.get("rfcs").forEach(rfc -> addRfc(rfc, facts));
        json.get("events").forEach(event -> addEvent(event, facts));
        for (JsonNode late : json.get("late")) {
            switch (late.get("type").asText()) {
                case "draft" -> addDraft(late, facts);
                case "rfc" -> addRfc(late, facts);
                default -> addEvent(late, facts);
            }
            facts.add(late.path("day").asText());
        }
        return facts;
    }

    private static void addDraft(JsonNode draft, List<String> facts) {
        facts.add(draft.path("title").asText(""));
        facts.add(draft.get("url").asText());
        facts.add(draft.path("summary").asText(""));
        facts.add(draft.path("wg").asText(""));
        facts.add(draft.path("predecessor").asText(""));
        facts.add(draft.path("pages").asText(""));
        strings(draft.get("authors")).limit(3).forEach(facts::add);
        for (JsonNode revision : draft.get("revisions")) {
            facts.add(
                    draft.get("draft").asText() + "-" + revision.get("revision").asText());
            facts.add(revision.path("diff_url").asText(""));
            facts.add(revision.path("previous_day").asText(""));
            if (revision.has("previous_revision")) {
                facts.add("-" + revision.get("previous_revision").asText());
            }
        }
    }

    private static void addRfc(JsonNode rfc, List<String> facts) {
        facts.add("RFC " + rfc.get("rfc") + ": " + rfc.get("title").asText());
        for (String field : List.of("url", "status", "stream", "pages", "draft")) {
            facts.add(rfc.path(field).asText(""));
        }
        rfc.get("obsoletes").forEach(number -> facts.add("RFC " + number));
        rfc.get("updates").forEach(number -> facts.add("RFC " + number));
    }

    private static void addEvent(JsonNode event, List<String> facts) {
        facts.add(event.path("deadline").asText(""));
        facts.add(event.path("archived_at").asText(""));
        facts.add(event.path("draft").asText(""));
    }

    private static Stream<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(string -> strings.add(string.asText()));
        return strings.stream();
    }

    private static Set<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }

    private static Set<String> revisions(Digest digest) {
        return Stream.concat(digest.drafts().stream(), digest.late().drafts().stream())
                .flatMap(entry -> entry.posts().stream())
                .map(item -> item.post().draft().toString())
                .collect(toCollection(TreeSet::new));
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }
}
