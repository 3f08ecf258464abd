package dev.nikkan.digest.signal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Every word met while a day is looked at, each examined once: 90 days have half a million words, but few
/// different ones. Not thread-safe.
final class Vocabulary {
    /// Words that say nothing of what a document is about, at the edge of a term.
    private static final Set<String> EMPTY = Set.of(
            ("a an and are as at be between by can considerations document documents draft extension extensions for from"
                            + " framework guidance guideline guidelines general how in information internet into is it its"
                            + " mechanism mechanisms message messages method methods model models new of on operation"
                            + " operations operational option options or over parameter parameters practice practices"
                            + " problem procedure procedures profile profiles protocol protocols recommendation"
                            + " recommendations requirement requirements rfc scenario scenarios service services"
                            + " specification specifications standard standards statement support system systems technique"
                            + " techniques the their this through to toward towards update updates usage use used using via"
                            + " version with within without architecture analysis application applications base based best"
                            + " case cases common current data definition definitions description enhanced format"
                            + " implementation ietf irtf key management network networks networking next overview security"
                            + " set solution solutions terminology type types user users value values")
                    .split(" "));

    private final PhraseIndex index;
    private final Map<String, Word> words = new HashMap<>();

    Vocabulary(PhraseIndex index) {
        this.index = index;
    }

    Word word(String text) {
        Word known = words.get(text);
        if (known == null) {
            known = examine(text);
            words.put(text, known);
        }
        return known;
    }

    private Word examine(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        boolean plural = folded.length() > 3 && folded.endsWith("s") && !folded.endsWith("ss");
        String stem = plural ? folded.substring(0, folded.length() - 1) : folded;
        boolean edge = folded.length() > 1
                && folded.chars().anyMatch(Character::isLetter)
                && !EMPTY.contains(folded)
                && !EMPTY.contains(stem);
        List<ThemePhrase> starting = index.starting(new Word(text, folded, stem, edge, List.of()));
        return new Word(text, folded, stem, edge, starting);
    }
}
