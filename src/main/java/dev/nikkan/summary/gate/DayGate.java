package dev.nikkan.summary.gate;

import dev.nikkan.model.Takeaway;
import dev.nikkan.summary.DayBrief;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides whether what a model wrote of a day is printed: its overview, its headline, its sentence on a topic or
/// takeaway, each for itself. Every count must be that of the edition, every other figure and name stand in what
/// the model was given, for a takeaway in what it was given of that. Thread-safe.
public final class DayGate {
    /// How long a text may be.
    private record Bounds(int characters, int mostCharacters, int words, int mostWords, int sentences, int most) {}

    private static final Bounds OVERVIEW = new Bounds(60, 400, 25, 110, 2, 4);
    private static final Bounds TOPIC = new Bounds(20, 160, 6, 40, 1, 2);
    private static final Bounds TAKEAWAY = new Bounds(15, 110, 5, 32, 1, 1);
    private static final Bounds HEADLINE = new Bounds(6, 40, 2, 12, 1, 1);

    private static final double ALIKE = 0.6;
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{2,}");
    /// Words that tell no day from another.
    private static final Set<String> COMMON = Set.of(
            "internet",
            "draft",
            "drafts",
            "rfc",
            "rfcs",
            "ietf",
            "the",
            "and",
            "for",
            "with",
            "from",
            "that",
            "this",
            "are",
            "was",
            "were",
            "day",
            "documents",
            "posted",
            "published",
            "topics",
            "new",
            "revised",
            "several");

    private final Phrases phrases = Phrases.builtIn();

    /// @param text two to four sentences on the day
    public Verdict overview(DayBrief brief, String text) {
        Candidate candidate = new Candidate(text, brief.language());
        Support support = support(brief);
        return verdict(
                candidate,
                () -> Stream.of(
                                LengthCheck.ending(candidate),
                                length(candidate, OVERVIEW),
                                common(candidate, brief, support),
                                filler(candidate, brief, support))
                        .flatMap(List::stream)
                        .toList());
    }

    /// @param others what has been accepted on other topics, and on takeaways
    public Verdict topic(DayBrief brief, DayBrief.Topic topic, String text, List<String> others) {
        Candidate candidate = new Candidate(text, brief.language());
        return verdict(
                candidate,
                () -> Stream.of(
                                LengthCheck.ending(candidate),
                                length(candidate, TOPIC),
                                common(candidate, brief, support(brief)),
                                alike(candidate, brief, others))
                        .flatMap(List::stream)
                        .toList());
    }

    /// @param others what has been accepted on other takeaways, and on topics
    public Verdict takeaway(DayBrief brief, Takeaway takeaway, String text, List<String> others) {
        Candidate candidate = new Candidate(text, brief.language());
        List<String> given = given(brief, takeaway);
        Support own = Support.of(given, phrases);
        return verdict(
                candidate,
                LanguageCheck::ofSentence,
                () -> Stream.of(
                                LengthCheck.ending(candidate),
                                length(candidate, TAKEAWAY),
                                common(candidate, brief, own),
                                new FillerCheck(
                                                List.of(DayBrief.title(takeaway), takeaway.fact()),
                                                own,
                                                phrases,
                                                FillerCheck.Least.SENTENCE)
                                        .faults(candidate),
                                new SubjectCheck(given, others(brief, takeaway)).faults(candidate),
                                titleAgain(candidate, brief, takeaway),
                                alike(candidate, brief, others))
                        .flatMap(List::stream)
                        .toList());
    }

    /// What the model was given of the takeaway's own document, or of its topic's: a number of another is none of
    /// this one.
    private static List<String> given(DayBrief brief, Takeaway takeaway) {
        List<String> given = new ArrayList<>(List.of(DayBrief.title(takeaway), takeaway.fact()));
        brief.topicOf(takeaway).ifPresent(topic -> {
            given.add(topic.label() + " " + topic.count());
            given.add(topic.fact());
            given.addAll(topic.titles());
        });
        brief.draftsOf(takeaway).forEach(draft -> given.addAll(texts(draft)));
        return given;
    }

    /// What it was given of each other draft.
    private static List<String> others(DayBrief brief, Takeaway takeaway) {
        List<DayBrief.Draft> own = brief.draftsOf(takeaway);
        return brief.drafts().stream()
                .filter(draft -> !own.contains(draft))
                .map(draft -> String.join("\n", texts(draft)))
                .toList();
    }

    private static List<String> texts(DayBrief.Draft draft) {
        return Stream.concat(Stream.of(draft.title()), draft.summary().stream()).toList();
    }

    /// The title stands right before the sentence. A topic goes by a word, which a sentence on it may need.
    private static List<Fault> titleAgain(Candidate candidate, DayBrief brief, Takeaway takeaway) {
        String title = DayBrief.title(takeaway);
        boolean again = title.indexOf(' ') > 0
                && brief.topicOf(takeaway).isEmpty()
                && lower(candidate.narrow()).contains(lower(Candidate.narrow(title)));
        return again ? List.of(new Fault(Reason.DUPLICATE, "the title again: " + title)) : List.of();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// A headline has no full stop, and no counts: they stand beside it.
    public Verdict headline(DayBrief brief, String text) {
        Candidate candidate = new Candidate(text, brief.language());
        if (candidate.overlong()) {
            return new Verdict.Rejected(List.of(LengthCheck.overlong(candidate)));
        }
        List<Fault> language = headlineLanguage(candidate);
        if (!language.isEmpty()) {
            return new Verdict.Rejected(language);
        }
        List<Fault> faults = new ArrayList<>(length(candidate, HEADLINE));
        if (candidate.text().matches("(?s).*[。.!?！？]\\z")) {
            faults.add(new Fault(Reason.LENGTH, "a headline is no sentence"));
        }
        faults.addAll(common(candidate, brief, support(brief)));
        return faults.isEmpty() ? new Verdict.Accepted(candidate.text()) : new Verdict.Rejected(faults);
    }

    /// Of a text in another language the other measures say nothing.
    private static Verdict verdict(Candidate candidate, Supplier<List<Fault>> others) {
        return verdict(candidate, LanguageCheck::faults, others);
    }

    private static Verdict verdict(
            Candidate candidate, Function<Candidate, List<Fault>> languageCheck, Supplier<List<Fault>> others) {
        if (candidate.overlong()) {
            return new Verdict.Rejected(List.of(LengthCheck.overlong(candidate)));
        }
        List<Fault> language = languageCheck.apply(candidate);
        List<Fault> faults =
                language.isEmpty() ? others.get().stream().distinct().toList() : language;
        return faults.isEmpty() ? new Verdict.Accepted(candidate.text()) : new Verdict.Rejected(faults);
    }

    private Support support(DayBrief brief) {
        List<String> given = new ArrayList<>(brief.told());
        brief.topics().forEach(topic -> {
            given.add(topic.label() + " " + topic.count());
            given.add(topic.fact());
            given.addAll(topic.titles());
        });
        brief.drafts().forEach(draft -> given.addAll(texts(draft)));
        given.add(brief.day() + " Internet-Draft " + brief.counts().posts() + " "
                + brief.counts().drafts() + " and " + brief.counts().rfcs() + " RFCs");
        return Support.of(given, phrases);
    }

    private List<Fault> common(Candidate candidate, DayBrief brief, Support support) {
        return Stream.of(
                        FormCheck.faults(candidate, support),
                        new CountCheck(brief).faults(candidate),
                        new FigureCheck(support).faults(candidate),
                        new NameCheck(support, phrases).faults(candidate),
                        new VoiceCheck(support, phrases).faults(candidate),
                        phrases.conclusions().stream()
                                .flatMap(phrase -> phrase.in(candidate.narrow(), support).stream())
                                .map(found -> new Fault(Reason.JUDGEMENT, found))
                                .toList())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> length(Candidate candidate, Bounds bounds) {
        List<Fault> faults = new ArrayList<>();
        String text = candidate.text();
        int sentences = candidate.sentences().size();
        if (sentences < bounds.sentences || sentences > bounds.most) {
            faults.add(new Fault(Reason.LENGTH, sentences + (sentences == 1 ? " sentence" : " sentences")));
        }
        switch (candidate.language()) {
            case JA -> {
                int characters = text.codePointCount(0, text.length());
                if (characters < bounds.characters || characters > bounds.mostCharacters) {
                    faults.add(new Fault(Reason.LENGTH, characters + " characters"));
                }
            }
            case EN -> {
                int words = BLANK.split(text).length;
                if (words < bounds.words || words > bounds.mostWords) {
                    faults.add(new Fault(Reason.LENGTH, words + " words"));
                }
            }
        }
        return faults;
    }

    /// A headline of names and acronyms has too few words for shares.
    private static List<Fault> headlineLanguage(Candidate candidate) {
        Letters letters = Letters.of(candidate.text());
        boolean right = switch (candidate.language()) {
            case JA -> letters.japanese() > 0 && letters.foreign() == 0;
            case EN -> letters.japanese() == 0 && letters.foreign() == 0;
        };
        return right ? List.of() : List.of(new Fault(Reason.LANGUAGE, candidate.text()));
    }

    private List<Fault> filler(Candidate candidate, DayBrief brief, Support support) {
        return switch (candidate.language()) {
            case JA ->
                Stream.concat(
                                new FillerCheck(List.of(), support, phrases, FillerCheck.Least.SUMMARY)
                                        .faults(candidate).stream(),
                                nothingOfTheDay(candidate, brief, support))
                        .toList();
            // Titles have too few words to count those of an overview among them.
            case EN ->
                Stream.concat(
                                FillerCheck.repeated(candidate).map(why -> new Fault(Reason.FILLER, why)).stream(),
                                nothingOfTheDay(candidate, brief, support))
                        .toList();
        };
    }

    /// What could be said of any day names neither a topic nor anything of a title.
    private static Stream<Fault> nothingOfTheDay(Candidate candidate, DayBrief brief, Support support) {
        String text = candidate.narrow();
        boolean topic = brief.topics().stream().anyMatch(one -> text.contains(Candidate.narrow(one.label())));
        boolean named = topic
                || NAME.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .map(DayGate::lower)
                        .filter(word -> !COMMON.contains(word) && !LanguageCheck.functionWord(word))
                        .anyMatch(support::word);
        boolean nothingToName = brief.topics().isEmpty() && brief.drafts().isEmpty();
        return named || nothingToName
                ? Stream.of()
                : Stream.of(new Fault(Reason.FILLER, "it names nothing of the day"));
    }

    /// A form filled in with names is what this is to find: they do not count.
    private static List<Fault> alike(Candidate candidate, DayBrief brief, List<String> others) {
        Set<String> own = grams(candidate.text(), brief);
        Optional<String> like = others.stream()
                .filter(other -> Grams.likeness(own, grams(other, brief)) > ALIKE)
                .findFirst();
        return like.map(other -> new Fault(Reason.DUPLICATE, "like: " + other)).stream()
                .toList();
    }

    private static Set<String> grams(String text, DayBrief brief) {
        return Grams.of(names(brief).matcher(text).replaceAll(" "), brief.language());
    }

    /// The names of the day as words of their own, a longer one before what it contains: without `QUIC` the name
    /// `Path Hints for QUIC` would stay.
    private static Pattern names(DayBrief brief) {
        String names = Stream.concat(
                        brief.topics().stream().map(DayBrief.Topic::label),
                        brief.takeaways().stream().map(DayBrief::title))
                .filter(name -> !name.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<![A-Za-z0-9])(?:" + (names.isEmpty() ? "(?!)" : names) + ")(?![A-Za-z0-9])");
    }
}
