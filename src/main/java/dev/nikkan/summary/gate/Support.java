package dev.nikkan.summary.gate;

import dev.nikkan.summary.Material;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an input bears out: its figures, identifiers and words. Sentences of the abstract that speak to a model
/// are not part of it, so that what they ask for is not borne out by their asking.
final class Support {
    private static final Pattern SENTENCE_GAP = Pattern.compile("(?<=[.!?])\\s+");
    /// A comma belongs to a number where three digits follow: `9000,9001` are two.
    static final Pattern NUMBER = Pattern.compile("\\d++(?:,\\d{3}(?!\\d))*+(?:\\.\\d++)*+");
    private static final Pattern WORD_GAP = Pattern.compile("[^\\p{L}\\d]+");
    private static final Pattern BETWEEN_LETTER_AND_DIGIT =
            Pattern.compile("(?<=\\p{L})[\\s/_-]{1,3}(?=\\d)|(?<=\\d)[\\s/_-]{1,3}(?=\\p{L})");
    /// Numbers that are names of documents count nothing else.
    private static final Pattern DOCUMENTS = Pattern.compile(
            "(?i)\\b(?:rfc|bcp|std|fyi)s?[\\s-]?\\d++(?:(?:\\s?[,/;]\\s?|-|\\s)(?:(?:and|or|to|through|&)\\s)?\\d{3,5}+(?![\\d.%]))*+");
    private static final Pattern RANGE =
            Pattern.compile("(?i)\\brfcs?\\s?(\\d{3,5})\\s?(?:-|to|through)\\s?(?:rfc\\s?)?(\\d{3,5})\\b");
    private static final int LONGEST_RANGE = 40;
    /// `RFCs 9000, 9001 and 9002`, `TLS 1.2 or 1.3`.
    private static final Pattern SERIES = Pattern.compile("\\b(\\p{Lu}[\\p{L}]{1,11})[\\s/-]{0,2}"
            + "(\\d[\\d.]*(?:(?:\\s?[,/;]\\s?|\\s)(?:and\\s|or\\s|to\\s|&\\s)?\\d[\\d.]*){1,12})");

    private final String text;
    private final String folded;
    private final String compact;
    /// With digits for words.
    private final String figures;

    /// Each with the units that it has, or none.
    private final Map<String, Set<Optional<Unit>>> numbers = new HashMap<>();

    private final Set<String> words;
    private final Set<String> members = new HashSet<>();

    private Support(String ownText, String draft) {
        this.text = Candidate.narrow(ownText);
        this.folded = (text + " " + draft).toLowerCase(Locale.ROOT);
        this.figures = Numerals.inDigits(text);
        this.compact = compact((figures + " " + draft).toLowerCase(Locale.ROOT));
        this.words = WORD_GAP.splitAsStream(text.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        collectNumbers();
        collectSeries();
        collectRanges();
    }

    static Support of(Material material, Phrases phrases) {
        Support all = of(material, material.abstractText());
        return of(material, toReaders(material.abstractText(), all, phrases));
    }

    /// What these texts bear out, each of them without its sentences that speak to a model.
    static Support of(List<String> texts, Phrases phrases) {
        Support all = new Support(String.join("\n", texts), "");
        return new Support(
                texts.stream().map(text -> toReaders(text, all, phrases)).collect(Collectors.joining("\n")), "");
    }

    private static String toReaders(String text, Support all, Phrases phrases) {
        return SENTENCE_GAP
                .splitAsStream(text)
                .filter(sentence -> phrases.instructions().stream()
                        .allMatch(phrase -> phrase.in(sentence, all).isEmpty()))
                .collect(Collectors.joining(" "));
    }

    private static Support of(Material material, String abstractText) {
        // The revision's number is part of the draft's name alone: it bears out no other "03".
        return new Support(
                material.title() + "\n" + abstractText, material.draft().name() + " " + material.draft());
    }

    private void collectNumbers() {
        String counting = DOCUMENTS
                .matcher(figures)
                .replaceAll(found -> " ".repeat(found.group().length()));
        Matcher matcher = NUMBER.matcher(counting);
        while (matcher.find()) {
            boolean glued = matcher.start() > 0 && gluing(matcher.start() - 1);
            // The 6 of IPv6 counts nothing; the 256 of SHA-256 may be told as 256 bits.
            if (!glued || matcher.group().length() >= 3) {
                add(matcher.group(), Unit.at(figures, matcher.end()));
            }
        }
        if (words.contains("half")) {
            add("0.5", Optional.empty());
        }
        Numerals.impliedBy(text).forEach(number -> add(number, Optional.empty()));
    }

    private void add(String number, Optional<Unit> unit) {
        numbers.computeIfAbsent(plain(number), _ -> new HashSet<>()).add(unit);
    }

    private boolean gluing(int at) {
        char before = figures.charAt(at);
        return joining(before)
                || ((before == '-' || before == '/' || before == '.') && at > 0 && joining(figures.charAt(at - 1)));
    }

    /// Kana and kanji stand right before any number.
    private static boolean joining(char before) {
        return Character.isLetter(before) && before < '\u3040';
    }

    private void collectSeries() {
        Matcher matcher = SERIES.matcher(figures);
        while (matcher.find()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            String singular = name.endsWith("s") && name.length() > 3 ? name.substring(0, name.length() - 1) : name;
            List<String> series = NUMBER.matcher(matcher.group(2))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            series.forEach(number -> {
                members.add(name + number);
                members.add(singular + number);
            });
            add(Integer.toString(series.size()), Optional.empty()); // `these three RFCs`
        }
    }

    /// `RFC 9000 through 9002` names the one between.
    private void collectRanges() {
        Matcher matcher = RANGE.matcher(figures);
        while (matcher.find()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = Integer.parseInt(matcher.group(2));
            for (int number = first; number <= Math.min(last, first + LONGEST_RANGE); number++) {
                members.add("rfc" + number);
                members.add("rfcs" + number);
            }
            add(Integer.toString(last - first + 1), Optional.empty());
        }
    }

    /// Without thousands' commas, leading zeros and a trailing `.0`.
    static String plain(String number) {
        return number.replaceAll(",(?=\\d{3})", "").replaceFirst("^0+(?=\\d)", "");
    }

    static String compact(String text) {
        return BETWEEN_LETTER_AND_DIGIT.matcher(text).replaceAll("");
    }

    /// Whether a number stands there by itself. Of one thing a text may speak wherever it likes.
    boolean number(String number) {
        return plain(number).equals("1") || stated(number);
    }

    /// Whether a number stands there by itself, `1` too.
    boolean stated(String number) {
        return numbers.containsKey(plain(number));
    }

    /// Whether a number may have that unit: it has it there, or none that is known.
    boolean measures(String number, Unit unit) {
        Set<Optional<Unit>> units = numbers.getOrDefault(plain(number), Set.of());
        return units.isEmpty() || units.contains(Optional.<Unit>empty()) || units.contains(Optional.of(unit));
    }

    /// Whether a number of about that size stands there, which `hundreds` may tell of.
    boolean magnitude(long least) {
        return numbers.keySet().stream()
                .filter(number -> number.matches("\\d{1,18}(?:\\.\\d+)?"))
                .map(BigDecimal::new)
                .anyMatch(number -> number.compareTo(BigDecimal.valueOf(least)) >= 0
                        && number.compareTo(BigDecimal.valueOf(1_000 * least)) < 0);
    }

    /// Whether letters and digits stand there together, `rfc9000`, `tls1.3`, `sha-256`, and no longer ones do.
    boolean identifier(String lowerCase) {
        return members.contains(lowerCase) || standsIn(compact, compact(lowerCase));
    }

    /// Whether a draft's name stands there, and no longer one, with its revision where that is said.
    boolean draft(String lowerCase) {
        return Pattern.compile("(?<![a-z0-9-])" + Pattern.quote(lowerCase) + "(?:-\\d\\d)?(?!-?[a-z0-9])")
                .matcher(folded)
                .find();
    }

    private static boolean standsIn(String text, String piece) {
        for (int at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
            if (bounded(text, at) && ended(text, at + piece.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean bounded(String text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        return Character.isDigit(text.charAt(start))
                ? !Character.isDigit(before) && before != '.'
                : !Character.isLetter(before);
    }

    private static boolean ended(String text, int end) {
        if (end >= text.length()) {
            return true;
        }
        char after = text.charAt(end);
        if (Character.isDigit(after)) {
            return false;
        }
        if (after == '.' || after == '-') {
            return end + 1 >= text.length() || !Character.isDigit(text.charAt(end + 1));
        }
        return !Character.isLetter(after) || !Character.isLetter(text.charAt(end - 1)) || after == 's';
    }

    /// Whether a word stands there, whatever its case, or its singular or plural does.
    boolean word(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return words.contains(lower)
                || words.contains(lower + "s")
                || (lower.endsWith("s") && words.contains(lower.substring(0, lower.length() - 1)));
    }

    /// Whether capitals stand there as a word of their own.
    boolean acronym(String capitals) {
        return Pattern.compile("(?<![A-Za-z])" + Pattern.quote(capitals) + "s?(?![A-Za-z])")
                .matcher(text)
                .find();
    }

    /// Whether these characters stand there, whatever their case.
    boolean has(String piece) {
        return folded.contains(piece.toLowerCase(Locale.ROOT));
    }

    boolean mentions(Pattern pattern) {
        return pattern.matcher(text).find();
    }

    /// Whether a phrase of the input begins with these letters: `Remote Attestation Procedures` for `rap`.
    /// Small words between may be left out.
    boolean initials(String acronym) {
        List<String> all = WORD_GAP.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        String wanted = acronym.toLowerCase(Locale.ROOT);
        for (int start = 0; start < all.size(); start++) {
            if (spelled(all, start, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean spelled(List<String> words, int start, String wanted) {
        int next = 0;
        int skipped = 0;
        for (int i = start; i < words.size() && next < wanted.length(); i++) {
            if (words.get(i).charAt(0) == wanted.charAt(next)) {
                next++;
                skipped = 0;
            } else if (next == 0 || words.get(i).length() > 3 || ++skipped > 2) {
                return false;
            }
        }
        return next == wanted.length();
    }
}
