package dev.nikkan.search;

import dev.nikkan.search.Condition.Either;
import dev.nikkan.search.Condition.Label;
import dev.nikkan.search.Condition.Not;
import dev.nikkan.search.Condition.Phrase;
import dev.nikkan.search.Condition.Place;
import dev.nikkan.search.Condition.UnderAnyName;
import dev.nikkan.text.Columns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The piece of a text that shows best why it was found, in one line.
///
/// @param pieces in order; hits and what stands between them
public record Excerpt(List<Piece> pieces) {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    public Excerpt {
        pieces = List.copyOf(pieces);
    }

    public record Piece(String text, boolean hit) {}

    private record Hit(int phrase, int start, int end) {}

    /// Chooses the piece with the most different words that the query asks for; its beginning where there are
    /// none.
    ///
    /// @param columns how wide it may be, [Columns#of(String)]
    public static Excerpt of(SearchQuery query, String text, int columns) {
        String line = INVISIBLE
                .matcher(BLANKS.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
        List<Hit> hits = hits(phrases(query), line);
        int start = start(line, hits, columns);
        int end = end(line, start, columns);
        return new Excerpt(pieces(line, hits, start, end));
    }

    /// With each hit marked as `mark` says.
    public String marked(UnaryOperator<String> mark) {
        return pieces.stream()
                .map(piece -> piece.hit ? mark.apply(piece.text) : piece.text)
                .collect(Collectors.joining());
    }

    private static List<Phrase> phrases(SearchQuery query) {
        return query.conditions().stream().flatMap(Excerpt::phrases).toList();
    }

    private static Stream<Phrase> phrases(Condition condition) {
        return switch (condition) {
            case Phrase phrase -> phrase.place() == Place.ANYWHERE ? Stream.of(phrase) : Stream.empty();
            case Either either -> either.conditions().stream().flatMap(Excerpt::phrases);
            case Label _, UnderAnyName _, Not _ -> Stream.empty();
        };
    }

    private static List<Hit> hits(List<Phrase> phrases, String line) {
        List<Word> words = Words.of(line);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            for (int phrase = 0; phrase < phrases.size(); phrase++) {
                int last = i + phrases.get(phrase).words().size() - 1;
                if (last < words.size() && stands(phrases.get(phrase), words.subList(i, last + 1))) {
                    hits.add(new Hit(
                            phrase, words.get(i).start(), words.get(last).end()));
                }
            }
        }
        return hits;
    }

    private static boolean stands(Phrase phrase, List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            String wanted = phrase.words().get(i);
            String word = words.get(i).text();
            boolean open = phrase.prefix() && i == words.size() - 1;
            if (!(open ? word.startsWith(wanted) : word.equals(wanted))) {
                return false;
            }
        }
        return true;
    }

    /// Some words before the best hit, at the beginning of a word.
    private static int start(String line, List<Hit> hits, int columns) {
        if (hits.isEmpty() || Columns.of(line) <= columns) {
            return 0;
        }
        int best = 0;
        int most = 0;
        for (int i = 0; i < hits.size(); i++) {
            int first = hits.get(i).start();
            int end = end(line, first, columns * 3 / 4);
            BitSet different = new BitSet();
            hits.subList(i, hits.size()).stream()
                    .takeWhile(hit -> hit.end() <= end)
                    .forEach(hit -> different.set(hit.phrase()));
            if (different.cardinality() > most) {
                most = different.cardinality();
                best = first;
            }
        }
        return before(line, best, columns / 4);
    }

    private static int before(String line, int hit, int columns) {
        int start = hit;
        int used = 0;
        while (start > 0 && used + Columns.of(line.codePointBefore(start)) < columns) {
            used += Columns.of(line.codePointBefore(start));
            start -= Character.charCount(line.codePointBefore(start));
        }
        int blank = line.indexOf(' ', start);
        return start == 0 || blank < 0 || blank >= hit ? start : blank + 1;
    }

    /// Where a line of so many columns from `start` ends, with room for an ellipsis on either side.
    private static int end(String line, int start, int columns) {
        int room = columns - (start > 0 ? 1 : 0);
        int end = start;
        int used = 0;
        int fits = start; // with an ellipsis after it
        while (end < line.length() && used + Columns.of(line.codePointAt(end)) <= room) {
            used += Columns.of(line.codePointAt(end));
            end += Character.charCount(line.codePointAt(end));
            fits = used < room ? end : fits;
        }
        return end == line.length() ? end : fits;
    }

    private static List<Piece> pieces(String line, List<Hit> hits, int start, int end) {
        BitSet marked = new BitSet(line.length());
        hits.forEach(hit -> marked.set(hit.start(), hit.end()));
        List<Piece> pieces = new ArrayList<>();
        if (start > 0) {
            pieces.add(new Piece("…", false));
        }
        for (int at = start; at < end; ) {
            boolean hit = marked.get(at);
            int next = hit ? marked.nextClearBit(at) : marked.nextSetBit(at);
            int stop = next < 0 ? end : Math.min(next, end);
            pieces.add(new Piece(line.substring(at, stop), hit));
            at = stop;
        }
        if (end < line.length()) {
            pieces.add(new Piece("…", false));
        }
        return pieces;
    }
}
