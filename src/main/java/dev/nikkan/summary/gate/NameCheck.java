package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether each name of a text is in the input: persons, organisations, protocols, acronyms.
///
/// In Japanese, whatever is written in Latin letters with a capital; what has a title behind it; companies by
/// a list. In
/// English, capitalised words inside sentences, and acronyms anywhere.
final class NameCheck {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z']*+(?:-[A-Za-z][A-Za-z']*+)*+");
    private static final Pattern SENTENCE_START = Pattern.compile("(?:\\A|[.!?:][\"')]?\\s)[\"'(]?\\z");

    private static final List<Pattern> PERSONS_IN_JAPANESE = List.of(
            Pattern.compile("[\\p{IsHan}ァ-ヴー・A-Za-z]{2,20}?(?:氏|さん|博士|教授)(?=[がはのらとに、も])"),
            Pattern.compile("(?<!者|家|員|彼)(?<=[\\p{IsHan}]{2})ら(?=が|は|の|によ)"),
            Pattern.compile("[ァ-ヴー]{2,12}・[ァ-ヴー]{2,12}(?=ら|が(?:提案|考案|開発|執筆|設計|主張)|によ(?:る|り|って))"));
    private static final Pattern ORGANISATION_IN_JAPANESE = Pattern.compile(
            "[\\p{IsHan}ァ-ヴー]{2,12}(?:株式会社|大学|研究所|財団|協会|連盟)|株式会社[\\p{IsHan}ァ-ヴー]+|[ァ-ヴー]{2,12}[A-Z]?社(?=[がはのとに、])");

    /// What an English sentence that begins with a name goes on with.
    private static final Pattern REPORTING = Pattern.compile(
            "\\A(?: et al\\.?)?(?: (?:and|from|of|at) [A-Z]\\w+)? (?:proposes|proposed|argues|argued|says|said"
                    + "|wrote|writes|invented|developed|designed|announced|recommends|endorses|endorsed|claims)\\b");
    private static final Set<String> COMMON_SUBJECTS = Set.of(
            "it",
            "this",
            "that",
            "which",
            "who",
            "draft",
            "document",
            "memo",
            "specification",
            "author",
            "authors",
            "the",
            "they",
            "one",
            "protocol",
            "extension",
            "framework",
            "each",
            "everyone",
            "text");

    /// Of the input's world wherever a draft is spoken of.
    private static final Set<String> ALWAYS = Set.of(
            "ietf",
            "irtf",
            "iab",
            "iesg",
            "iana",
            "rfc",
            "rfcs",
            "internet-draft",
            "internet-drafts",
            "internet",
            "wg",
            "rg",
            "i-d",
            "working",
            "group",
            "english",
            "japanese");
    /// Beyond this it explains from general knowledge rather than from the abstract.
    private static final int MOST_COMMON_ACRONYMS = 1;

    private final Support support;
    private final Phrases phrases;

    NameCheck(Support support, Phrases phrases) {
        this.support = support;
        this.phrases = phrases;
    }

    List<Fault> faults(Candidate candidate) {
        List<Fault> faults = new ArrayList<>();
        latin(candidate, faults);
        if (candidate.language() == Language.JA) {
            japanese(candidate.narrow(), faults);
        }
        return faults;
    }

    private void latin(Candidate candidate, List<Fault> faults) {
        String text = candidate.narrow();
        Set<String> common = new HashSet<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group();
            if (!nameLike(candidate, text, matcher) || known(word) || expansion(text, matcher)) {
                continue;
            }
            if (phrases.acronyms().contains(word.toLowerCase(Locale.ROOT))) {
                common.add(word);
                if (common.size() <= MOST_COMMON_ACRONYMS) {
                    continue;
                }
            }
            faults.add(new Fault(Reason.NAME, word));
        }
    }

    private boolean nameLike(Candidate candidate, String text, Matcher word) {
        if (digitAt(text, word.start() - 1) || digitAt(text, word.end())) {
            return false; // a figure's part
        }
        if (digitAt(text, word.start() - 2) && Unit.at(text, word.start() - 1).isPresent()) {
            return false; // `256 kB`
        }
        long capitals = word.group().codePoints().filter(Character::isUpperCase).count();
        if (capitals == 0) {
            return false;
        }
        boolean acronym = capitals >= 2;
        if (candidate.language() == Language.JA || acronym) {
            return word.group().length() > 1;
        }
        if (!Character.isUpperCase(word.group().charAt(0))) {
            return true;
        }
        String before = text.substring(0, word.start());
        if (!SENTENCE_START.matcher(before).find()) {
            return word.group().length() > 1;
        }
        String lower = word.group().toLowerCase(Locale.ROOT);
        return organisation(lower)
                || (REPORTING.matcher(text.substring(word.end())).find() && !COMMON_SUBJECTS.contains(lower));
    }

    /// At the beginning of a sentence any word has a capital; these are names there too.
    private boolean organisation(String lowerCase) {
        return phrases.organisations().values().stream().anyMatch(lowerCase::matches);
    }

    private static boolean digitAt(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    private boolean known(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replaceFirst("'s$", "");
        if (ALWAYS.contains(lower) || support.word(lower)) {
            return true;
        }
        if (word.contains("-")) {
            return List.of(lower.split("-")).stream()
                    .allMatch(part -> part.length() < 2 || known(part) || lowerCase(word, part));
        }
        // mTLS, where the input has TLS.
        String bare = word.replaceFirst("s$", "").replaceFirst("^[a-z](?=[A-Z]{3})", "");
        if (bare.length() < word.length() && support.acronym(bare)) {
            return true;
        }
        return bare.equals(bare.toUpperCase(Locale.ROOT)) && bare.length() >= 2 && support.initials(bare);
    }

    private static boolean lowerCase(String word, String part) {
        return word.contains(part);
    }

    /// Whether the word stands in a row of capitalised ones whose first letters are an acronym of the input.
    private boolean expansion(String text, Matcher word) {
        int from = Math.max(0, word.start() - 80);
        int to = Math.min(text.length(), word.end() + 80);
        Matcher row = Pattern.compile("(?:[A-Z][A-Za-z]*[ -](?:(?:of|for|and|the|to) )?){1,8}[A-Z][A-Za-z]*")
                .matcher(text.substring(from, to));
        while (row.find()) {
            boolean holds = from + row.start() <= word.start() && word.end() <= from + row.end();
            if (holds && initialsKnown(row.group())) {
                return true;
            }
        }
        return false;
    }

    private boolean initialsKnown(String row) {
        String initials = row.replaceAll("\\b[a-z]+\\b", "").replaceAll("([A-Za-z])[A-Za-z]*[ -]*", "$1");
        return initials.length() >= 2 && support.acronym(initials);
    }

    private void japanese(String text, List<Fault> faults) {
        for (Pattern person : PERSONS_IN_JAPANESE) {
            Matcher matcher = person.matcher(text);
            while (matcher.find()) {
                int from = Math.max(0, matcher.start() - 3);
                faults.add(new Fault(Reason.NAME, text.substring(from, matcher.end())));
            }
        }
        Matcher organisation = ORGANISATION_IN_JAPANESE.matcher(text);
        while (organisation.find()) {
            faults.add(new Fault(Reason.NAME, organisation.group()));
        }
        for (Map.Entry<String, String> known : phrases.organisations().entrySet()) {
            if (text.contains(known.getKey()) && !support.mentions(Pattern.compile("(?i)\\b" + known.getValue()))) {
                faults.add(new Fault(Reason.NAME, known.getKey()));
            }
        }
    }
}
