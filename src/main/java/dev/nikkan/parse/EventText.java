package dev.nikkan.parse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The paragraphs of an announcement that people may have edited: what is in them is asked for by how they begin, in
/// any order, and may be absent.
final class EventText {
    private static final int PARAGRAPHS = 400;
    private static final int LINKS = 100;
    private static final Pattern LINK = Pattern.compile("(?:https?|ftp)://[!-;=?-~]{1,500}");
    private static final Pattern DUE = Pattern.compile(
            "\\b(?:by|until|till|before|than|due|ends?|closes?|deadline|through)\\b", Pattern.CASE_INSENSITIVE);
    /// What may stand between such a word and the date itself.
    private static final String LEAD = "(?: on)?(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day,?)?(?: the)? $";
    private static final Pattern AFRESH =
            Pattern.compile("\\bextended\\b.{0,60} (?:to|until|till|through)" + LEAD, Pattern.CASE_INSENSITIVE);
    private static final Pattern AHEAD =
            Pattern.compile("\\b(?:by|until|till|before|than)" + LEAD, Pattern.CASE_INSENSITIVE);
    private static final Pattern FORMER = Pattern.compile("\\bfrom" + LEAD, Pattern.CASE_INSENSITIVE);

    private final AnnouncementText text;
    private final List<String> paragraphs;

    EventText(AnnouncementText text) {
        this.text = text;
        this.paragraphs = text.paragraphs(0, text.lines().size()).stream()
                .limit(PARAGRAPHS)
                .map(EventText::bounded)
                .toList();
    }

    private static String bounded(String paragraph) {
        return paragraph.length() > Limits.SUBJECT_CHARACTERS
                ? paragraph.substring(0, Limits.SUBJECT_CHARACTERS)
                : paragraph;
    }

    AnnouncementText source() {
        return text;
    }

    /// Each paragraph as one line.
    List<String> paragraphs() {
        return paragraphs;
    }

    String opening() {
        return paragraphs.isEmpty() ? "" : paragraphs.getFirst();
    }

    /// Where the first paragraph stands that begins so, in any case; -1 if none does.
    int indexOf(String... beginnings) {
        for (int i = 0; i < paragraphs.size(); i++) {
            if (begins(paragraphs.get(i), beginnings)) {
                return i;
            }
        }
        return -1;
    }

    /// The first paragraph that begins so, without its beginning.
    Optional<String> after(String... beginnings) {
        int at = indexOf(beginnings);
        return at < 0 ? Optional.empty() : Optional.of(rest(paragraphs.get(at), beginnings));
    }

    private static String rest(String paragraph, String... beginnings) {
        for (String beginning : beginnings) {
            if (begins(paragraph, beginning)) {
                return paragraph.substring(beginning.length()).strip();
            }
        }
        return paragraph;
    }

    static boolean begins(String paragraph, String... beginnings) {
        for (String beginning : beginnings) {
            if (paragraph.regionMatches(true, 0, beginning, 0, beginning.length())) {
                return true;
            }
        }
        return false;
    }

    /// The first address in the paragraph that begins so, or in the one below it.
    Optional<String> linkAfter(String... beginnings) {
        int at = indexOf(beginnings);
        for (int i = Math.max(at, 0); at >= 0 && i < Math.min(at + 2, paragraphs.size()); i++) {
            Optional<String> link = links(paragraphs.get(i)).stream().findFirst();
            if (link.isPresent()) {
                return link;
            }
        }
        return Optional.empty();
    }

    /// All addresses from the paragraph that begins so to the next one without any.
    List<String> linksAfter(String... beginnings) {
        List<String> links = new ArrayList<>();
        int at = indexOf(beginnings);
        for (int i = at; at >= 0 && i < paragraphs.size(); i++) {
            List<String> here = links(paragraphs.get(i));
            if (here.isEmpty() && i > at) {
                break;
            }
            links.addAll(here);
        }
        return links;
    }

    /// All addresses in the text, each once.
    List<String> links() {
        return paragraphs.stream()
                .flatMap(paragraph -> links(paragraph).stream())
                .distinct()
                .limit(LINKS)
                .toList();
    }

    private static List<String> links(String paragraph) {
        List<String> links = new ArrayList<>();
        Matcher match = LINK.matcher(paragraph);
        while (links.size() < LINKS && match.find()) {
            Links.link(withoutPunctuation(match.group())).ifPresent(links::add);
        }
        return links;
    }

    /// What ends the sentence around an address is not part of it.
    private static String withoutPunctuation(String link) {
        int end = link.length();
        while (end > 0 && ".,;:!?)]}'\"".indexOf(link.charAt(end - 1)) >= 0) {
            end--;
        }
        return link.substring(0, end);
    }

    /// By when comments are asked for: the date after "by", "until" or the like, where a paragraph speaks of comments.
    /// A date to which it has been extended goes before the one that it had.
    Optional<LocalDate> commentsBy() {
        return day(EventText::extended)
                .or(() -> day(paragraph -> due(paragraph, "comment")))
                .or(() -> day(paragraph -> due(paragraph, "last call")));
    }

    private Optional<LocalDate> day(Function<String, Optional<LocalDate>> reader) {
        return paragraphs.stream()
                .flatMap(paragraph -> reader.apply(paragraph).stream())
                .findFirst();
    }

    private static Optional<LocalDate> extended(String paragraph) {
        String words = paragraph.toLowerCase(Locale.ROOT);
        return words.contains("comment") || words.contains("last call")
                ? first(paragraph, date -> ends(AFRESH, paragraph, date))
                : Optional.empty();
    }

    private static Optional<LocalDate> due(String paragraph, String matter) {
        int at = paragraph.toLowerCase(Locale.ROOT).indexOf(matter);
        if (at < 0) {
            return Optional.empty();
        }
        return first(
                paragraph,
                date -> date.start() > at
                        ? DUE.matcher(paragraph)
                                        .region(sentence(paragraph, at, date), date.start())
                                        .find()
                                && !ends(FORMER, paragraph, date)
                        : ends(AHEAD, paragraph, date)
                                && !paragraph.substring(date.end(), at).contains(". "));
    }

    /// From where on a word may rule the date: the matter's own sentence, but no further away than 60 characters.
    private static int sentence(String paragraph, int matter, TextDate date) {
        int begin = paragraph.lastIndexOf(". ", matter) + 1;
        return Math.max(begin, date.start() - 60);
    }

    private static boolean ends(Pattern words, String paragraph, TextDate date) {
        return words.matcher(paragraph)
                .region(Math.max(0, date.start() - 100), date.start())
                .find();
    }

    private static Optional<LocalDate> first(String paragraph, Predicate<TextDate> fitting) {
        return TextDate.in(paragraph).stream()
                .filter(fitting)
                .map(TextDate::date)
                .findFirst();
    }

    /// The date of the first paragraph above the one that begins so that speaks of comments and has one only.
    Optional<LocalDate> onlyDayAbove(String... beginnings) {
        int end = indexOf(beginnings);
        return paragraphs.stream()
                .limit(end < 0 ? paragraphs.size() : end)
                .filter(paragraph -> paragraph.toLowerCase(Locale.ROOT).contains("comment"))
                .map(TextDate::in)
                .filter(dates -> dates.size() == 1)
                .map(dates -> dates.getFirst().date())
                .findFirst();
    }
}
