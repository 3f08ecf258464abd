package dev.nikkan.digest.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.Abstracts;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.digest.Excerpt;
import dev.nikkan.model.Authors;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.Language;
import dev.nikkan.model.Octets;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.Reading;
import dev.nikkan.model.Takeaway;
import dev.nikkan.parse.MessageParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No sentence of a digest could stand under another title: with titles and names taken out, no two summaries of a day
/// and no two sentences of its overview are nearly the same.
final class FillerTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int GRAM = 5;
    private static final double NEARLY = 0.6;

    private final SignalFinder finder = new SignalFinder(SignalSettings.builtIn());

    @Test
    void no_two_summaries_of_the_demos_day_say_nearly_the_same() throws IOException {
        Digest digest = digest(demo(), PostingHistory.NONE);

        assertThat(digest.drafts()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(nearlySame(summaries(digest))).isEmpty();
    }

    @Test
    void no_two_summaries_of_a_day_of_88_drafts_say_nearly_the_same() throws IOException {
        Digest digest = digest(eightyEight(), ReferenceDay.of("2025-11-25").history());

        assertThat(digest.drafts()).hasSize(88);
        assertThat(summaries(digest)).hasSize(88);
        assertThat(nearlySame(summaries(digest))).isEmpty();
    }

    /// The hot topics are a table in words, a topic and its figures a line: two lines of it may have the same figures,
    /// but no other sentence may say again what one of them says.
    @Test
    void no_two_sentences_of_an_overview_say_nearly_the_same() throws IOException {
        for (Digest digest : List.of(
                digest(demo(), PostingHistory.NONE),
                digest(eightyEight(), ReferenceDay.of("2025-11-25").history()))) {
            for (Language language : Language.values()) {
                Overview overview = Objects.requireNonNull(digest.overviews().get(language));
                List<String> others = stripped(
                        Stream.concat(
                                overview.summary().stream(),
                                overview.takeaways().stream().map(Takeaway::text)),
                        names(digest));

                assertThat(nearlySame(others)).isEmpty();
                for (String hot : stripped(overview.hot().stream(), names(digest))) {
                    assertThat(others).noneMatch(other -> nearlySame(hot, other));
                }
                assertThat(overview.hot()).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void a_template_with_the_title_put_in_would_be_noticed() {
        String filler = "This draft about %s is an important step for the Internet and deserves attention.";

        assertThat(nearlySame(List.of(
                        stripped(filler.formatted("Kite Inventory"), List.of("Kite Inventory")),
                        stripped(filler.formatted("Fair Relays"), List.of("Fair Relays")))))
                .hasSize(1);
    }

    private Digest digest(List<DraftPost> posts, PostingHistory history) {
        Map<String, DraftPost> once = new LinkedHashMap<>();
        posts.forEach(post -> once.putIfAbsent(post.draft().name().value(), post));
        List<DraftPost> first = once.values().stream().limit(88).toList();
        ReferenceDay day = new ReferenceDay(ReferenceDay.of("2025-11-25").day(), first, Map.of());
        EditionContent content = day.content();
        return Digest.of(new DayInHistory(content, history), finder);
    }

    private static List<DraftPost> eightyEight() throws IOException {
        List<DraftPost> posts = new ArrayList<>(ReferenceDay.of("2025-11-25").posts());
        posts.addAll(ReferenceDay.of("2025-11-02").posts());
        posts.addAll(demo());
        for (Abstracts example : Abstracts.labelled()) {
            posts.add(EditionBuilder.post(
                    "draft-sample-" + example.name() + "-00",
                    details -> details.title(example.name().replace('-', ' ')).abstractText(example.text())));
        }
        return posts;
    }

    private static List<DraftPost> demo() throws IOException {
        List<DraftPost> posts = new ArrayList<>();
        String list = new String(demo("announcements.txt"), java.nio.charset.StandardCharsets.UTF_8);
        for (String file : list.lines().filter(line -> line.contains("-id-")).toList()) {
            Reading reading = new MessageParser(Optional.empty())
                    .parse(Octets.of(demo(file)))
                    .reading();
            if (reading instanceof Reading.Announced announced && announced.announcement() instanceof DraftPost post) {
                posts.add(post);
            }
        }
        return posts;
    }

    private static byte[] demo(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(FillerTest.class.getResourceAsStream("/dev/nikkan/demo/" + name), name)) {
            return stream.readAllBytes();
        }
    }

    private static List<String> summaries(Digest digest) {
        List<String> names = names(digest);
        return digest.drafts().stream()
                .map(entry -> stripped(entry.excerpt().map(Excerpt::text).orElse(""), names))
                .toList();
    }

    private static List<String> stripped(Stream<String> sentences, List<String> names) {
        return sentences.map(sentence -> stripped(sentence, names)).toList();
    }

    /// Titles, draft names, authors and themes.
    private static List<String> names(Digest digest) {
        Set<String> names = new TreeSet<>((one, other) ->
                one.length() != other.length() ? Integer.compare(other.length(), one.length()) : one.compareTo(other));
        for (DraftEntry entry : digest.drafts()) {
            names.add(entry.name().value());
            entry.latest().title().ifPresent(names::add);
            Authors authors = entry.latest().authors();
            names.addAll(authors.names());
        }
        Themes themes = Themes.builtIn();
        for (int i = 0; i < themes.size(); i++) {
            for (Language language : Language.values()) {
                names.add(themes.get(i).label().in(language));
                names.add(themes.get(i).label().heading(language));
            }
        }
        return List.copyOf(names);
    }

    private static String stripped(String text, List<String> names) {
        String rest = text;
        for (String name : names) {
            rest = rest.replace(name, " ");
        }
        return rest;
    }

    private static List<String> nearlySame(List<String> texts) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                if (nearlySame(texts.get(i), texts.get(j))) {
                    pairs.add(texts.get(i) + "\n" + texts.get(j));
                }
            }
        }
        return pairs;
    }

    /// Two facts of the same form are two facts when their figures differ.
    private static boolean nearlySame(String one, String other) {
        Set<String> grams = grams(one);
        Set<String> others = grams(other);
        Set<String> both = new HashSet<>(grams);
        both.retainAll(others);
        int either = grams.size() + others.size() - both.size();
        return either > 0 && both.size() > NEARLY * either && numbers(one).equals(numbers(other));
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).toList();
    }

    private static Set<String> grams(String text) {
        String letters = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return Stream.iterate(0, at -> at + GRAM <= letters.length(), at -> at + 1)
                .map(at -> letters.substring(at, at + GRAM))
                .collect(Collectors.toSet());
    }
}
