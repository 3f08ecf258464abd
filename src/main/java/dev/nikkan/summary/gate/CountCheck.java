package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import dev.nikkan.summary.DayBrief;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether the counts of an overview are those of the edition: how many drafts and RFCs, how many of a topic. A
/// figure that stands in a title is borne out as a figure, and is no count.
final class CountCheck {
    private static final Pattern NUMBER = Pattern.compile("\\d++(?:,\\d{3})*+");
    /// A number of documents, of whatever: it must be one that the program has counted.
    private static final Pattern JAPANESE =
            Pattern.compile("(?<!RFC |[\\d.-])(\\d++(?:,\\d{3})*+)\\s?(?:件|本|通|種|つの(?:文書|ドラフト|提案|RFC)|文書|ドラフト)");
    private static final Pattern ENGLISH = Pattern.compile(
            "(?<!rfc |[.-])\\b(\\d++(?:,\\d{3})*+|[a-z]+)(?: [a-z-]+){0,2} "
                    + "(?:internet-drafts?|drafts?|documents?|rfcs?|posts?|revisions?|proposals?|specifications?|versions?)\\b");

    private static final Pattern RFCS_IN_JAPANESE = Pattern.compile("RFC(?:は|が|の発行は|の公開は)?(\\d+)[件本]|(\\d+)[件本]のRFC");
    private static final Pattern RFCS_IN_ENGLISH = Pattern.compile("\\b(\\d+|[a-z]+) (?:new )?(?:rfcs?)\\b(?! \\d)");
    private static final Pattern POSTS_IN_JAPANESE =
            Pattern.compile("(?:Internet-Draft|I-D|インターネットドラフト)(?:は|が|の投稿は|の告知は)?(?:計|全部で|合計)?(\\d+)件"
                    + "|(\\d+)件のInternet-Draft(?!の)");
    private static final Pattern POSTS_IN_ENGLISH = Pattern.compile("\\b(\\d+|[a-z]+) internet-drafts\\b");

    private final DayBrief brief;
    private final Set<String> counted = new HashSet<>();

    CountCheck(DayBrief brief) {
        this.brief = brief;
        brief.facts().forEach(this::collect);
        brief.topics().forEach(topic -> {
            collect(topic.fact());
            counted.add(Integer.toString(topic.count()));
        });
        DayBrief.Counts counts = brief.counts();
        counted.add("1"); // of `one draft` an overview may always speak
        List.of(counts.posts(), counts.drafts(), counts.rfcs()).forEach(count -> counted.add(count.toString()));
    }

    private void collect(String fact) {
        Matcher number = NUMBER.matcher(Candidate.narrow(fact));
        while (number.find()) {
            counted.add(Support.plain(number.group()));
        }
        counted.addAll(Numerals.inEnglish(fact));
    }

    List<Fault> faults(Candidate candidate) {
        String text = candidate.narrow();
        boolean japanese = candidate.language() == Language.JA;
        String plain = japanese ? text : text.toLowerCase(Locale.ROOT);
        DayBrief.Counts counts = brief.counts();
        List<Fault> faults = new ArrayList<>();
        require(plain, japanese ? JAPANESE : ENGLISH, counted, faults);
        require(plain, japanese ? RFCS_IN_JAPANESE : RFCS_IN_ENGLISH, List.of(text(counts.rfcs())), faults);
        require(
                plain,
                japanese ? POSTS_IN_JAPANESE : POSTS_IN_ENGLISH,
                List.of(text(counts.posts()), text(counts.drafts())),
                faults);
        brief.topics().forEach(topic -> require(plain, of(topic, japanese), List.of(text(topic.count())), faults));
        return faults.stream().distinct().toList();
    }

    /// A number right behind a topic's name, or right before it, counts its drafts.
    private static Pattern of(DayBrief.Topic topic, boolean japanese) {
        String narrow = Candidate.narrow(topic.label());
        String label = Pattern.quote(japanese ? narrow : narrow.toLowerCase(Locale.ROOT));
        return japanese
                ? Pattern.compile(label + "(?:関連|関係|の文書|の提案|のドラフト|に関する文書|に触れる文書)?(?:が|は|の|も)?(\\d+)件" + "|(\\d+)件の"
                        + label + "(?!や|と|、)")
                : Pattern.compile("\\b(\\d+|[a-z]+) " + label + " (?:drafts|documents)\\b"
                        + "|\\b(\\d+|[a-z]+) (?:drafts|documents)(?: are)? (?:about|on) " + label + "\\b");
    }

    private static void require(String text, Pattern pattern, Collection<String> right, List<Fault> faults) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String found = matcher.group(1) != null || matcher.groupCount() == 1 ? matcher.group(1) : matcher.group(2);
            String number = Character.isDigit(found.charAt(0)) ? Support.plain(found) : said(found);
            if (!number.isEmpty() && !right.contains(number)) {
                faults.add(new Fault(Reason.COUNT, matcher.group()));
            }
        }
    }

    /// `no RFCs` is none of them; other words before count nothing.
    private static String said(String word) {
        return word.equals("no") ? "0" : Numerals.counts(word) || word.equals("one") ? Numerals.value(word) : "";
    }

    private static String text(int count) {
        return Integer.toString(count);
    }
}
