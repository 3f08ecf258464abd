package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import dev.nikkan.summary.DayBrief;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whether the counts of an overview are those of the edition: how many drafts and RFCs, how many of a topic. A
/// figure that stands in a title is borne out as a figure, and is no count.
final class CountCheck {
    private static final Pattern NUMBER = Pattern.compile("\\d++(?:,\\d{3})*+");
    /// A number of documents, of whatever: it must be one that the program has counted.
    private static final Pattern JAPANESE =
            Pattern.compile("(?<!RFC |[\\d.-])(\\d++(?:,\\d{3})*+)\\s?(?:件|本|通|種|つの(?:文書|ドラフト|提案|RFC)|文書|ドラフト)");
    private static final Pattern ENGLISH = Pattern.compile(
            "(?<!rfc |[.-])\\b(\\d++(?:,\\d{3})*+|one|no)(?: [a-z-]+){0,2} "
                    + "(?:internet-drafts?|drafts?|documents?|rfcs?|posts?|revisions?|proposals?|specifications?|versions?)\\b");

    private static final Pattern RFCS_IN_JAPANESE =
            Pattern.compile("RFC(?:の(?:発行|公開|刊行|数))?(?:は|が|も|:|,)?\\s?(?:新たに|計|全部で|合計)?(\\d++)(?:件|本|つ|通|個|文書)"
                    + "|(\\d++)(?:件|本|つ|通|個)の(?:新しい|新たな|新規)?RFC");
    private static final Pattern RFCS_IN_ENGLISH = Pattern.compile(
            "(?<!updates |obsoletes |replaces )\\b(\\d++|one|no) (?:(?:new|more|other|published) )?rfcs?\\b(?! \\d)"
                    + "|\\brfcs(?: published| issued)?(?::| number) ?(\\d++)\\b");
    private static final Pattern POSTS_IN_JAPANESE =
            Pattern.compile("(?:Internet-Draft|I-D|インターネットドラフト)(?:は|が|も|:|の投稿は|の告知は)?\\s?(?:計|全部で|合計)?(\\d++)(?:件|本|つ)"
                    + "|(\\d++)(?:件|本|つ)のInternet-Draft(?!の)");
    private static final Pattern POSTS_IN_ENGLISH =
            Pattern.compile("\\b(\\d++|one|no) internet-drafts\\b|\\binternet-drafts: ?(\\d++)\\b");
    /// What of the drafts is new and what revised stands in the facts alone, in the same words.
    private static final List<Pattern> KINDS_IN_JAPANESE = List.of(
            Pattern.compile("(?:新規|新しい)(?:の?(?:文書|ドラフト|提案|投稿|Internet-Draft))?[はがも]?\\s?(\\d++)(?:件|本|つ)"
                    + "|(\\d++)(?:件|本|つ)[はがの](?:新規|新しい)"),
            Pattern.compile("(?:改訂|更新|改版)版?(?:の?(?:文書|ドラフト|提案|投稿))?[はがも]?\\s?(\\d++)(?:件|本|つ)"
                    + "|(\\d++)(?:件|本|つ)[はがの](?:改訂|更新版|改版)"));
    private static final List<Pattern> KINDS_IN_ENGLISH = List.of(
            Pattern.compile(
                    "\\b(\\d++|one|no) (?:(?:drafts |internet-drafts |documents )?(?:are|were) )?new\\b(?! rfcs?)"),
            Pattern.compile("\\b(\\d++|one|no) (?:(?:drafts |internet-drafts |documents )?(?:are|were) )?"
                    + "(?:revised|revisions?|updated)\\b"));

    private final DayBrief brief;
    private final Set<String> counted = new HashSet<>();

    CountCheck(DayBrief brief) {
        this.brief = brief;
        brief.told().forEach(this::collect);
        brief.topics().forEach(topic -> {
            collect(topic.fact());
            counted.add(Integer.toString(topic.count()));
        });
        DayBrief.Counts counts = brief.counts();
        counted.add("1"); // of `one draft` an overview may always speak
        List.of(counts.posts(), counts.drafts(), counts.rfcs()).forEach(count -> counted.add(count.toString()));
    }

    private void collect(String fact) {
        Matcher number = NUMBER.matcher(Numerals.inDigits(Candidate.narrow(fact)));
        while (number.find()) {
            counted.add(Support.plain(number.group()));
        }
        counted.addAll(Numerals.impliedBy(fact));
    }

    List<Fault> faults(Candidate candidate) {
        String text = candidate.inDigits();
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
        for (Pattern kind : japanese ? KINDS_IN_JAPANESE : KINDS_IN_ENGLISH) {
            Set<String> said = brief.told().stream()
                    .map(fact -> Numerals.inDigits(Candidate.narrow(fact)).toLowerCase(Locale.ROOT))
                    .flatMap(fact -> kind.matcher(fact).results())
                    .map(CountCheck::number)
                    .collect(Collectors.toUnmodifiableSet());
            if (!said.isEmpty()) {
                require(plain, kind, said, faults);
            }
        }
        brief.topics().forEach(topic -> require(plain, of(topic, japanese), List.of(text(topic.count())), faults));
        return faults.stream().distinct().toList();
    }

    /// A number behind a topic's name in the same clause, or right before it, counts its drafts.
    private static Pattern of(DayBrief.Topic topic, boolean japanese) {
        String narrow = Candidate.narrow(topic.label());
        String label = Pattern.quote(japanese ? narrow : narrow.toLowerCase(Locale.ROOT));
        return japanese
                ? Pattern.compile(
                        label + "[^。、,0-9]{0,12}?(\\d++)(?:件|つの(?:文書|ドラフト)|本)|(\\d++)(?:件|本)の" + label + "(?!や|と|、)")
                : Pattern.compile("\\b(\\d++|one|no) " + label + " (?:drafts|documents)\\b"
                        + "|\\b(\\d++|one|no) (?:new |revised )?(?:drafts|documents)(?: are)? (?:about|on) " + label
                        + "\\b"
                        + "|\\b" + label
                        + "(?: (?!of\\b|and\\b|while\\b)[a-z]+){0,5}?(?<! the| all)[ :]+(\\d++|one|no) "
                        + "(?:new |revised |more )?(?:drafts|documents)\\b");
    }

    private static void require(String text, Pattern pattern, Collection<String> right, List<Fault> faults) {
        pattern.matcher(text)
                .results()
                .filter(found -> !right.contains(number(found)))
                .forEach(found -> faults.add(new Fault(Reason.COUNT, found.group())));
    }

    /// What the one group that took part says.
    private static String number(MatchResult found) {
        String number = IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return switch (number) {
            case "no" -> "0";
            case "one" -> "1";
            default -> Support.plain(number);
        };
    }

    private static String text(int count) {
        return Integer.toString(count);
    }
}
