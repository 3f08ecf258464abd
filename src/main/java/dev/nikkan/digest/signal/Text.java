package dev.nikkan.digest.signal;

import java.util.ArrayList;
import java.util.List;

/// A text as the words in it: runs of letters and digits. What joins them (a hyphen, a slash) does not count,
/// so that `post-quantum` and `post quantum` are the same.
final class Text {
    private final String source;
    private final List<Word> words;
    private final int[] starts;
    private final int[] ends;

    /// @param starts,ends where each word stands in `source`
    private Text(String source, List<Word> words, int[] starts, int[] ends) {
        this.source = source;
        this.words = words;
        this.starts = starts;
        this.ends = ends;
    }

    static Text of(String source, Vocabulary vocabulary) {
        List<Word> words = new ArrayList<>();
        int[] starts = new int[source.length() / 2 + 1];
        int[] ends = new int[source.length() / 2 + 1];
        for (int i = 0; i < source.length(); i++) {
            if (Character.isLetterOrDigit(source.charAt(i))) {
                int start = i;
                while (i < source.length() && partOfWord(source.charAt(i))) {
                    i++;
                }
                starts[words.size()] = start;
                ends[words.size()] = i;
                words.add(vocabulary.word(source.substring(start, i)));
            }
        }
        return new Text(source, words, starts, ends);
    }

    String source() {
        return source;
    }

    List<Word> words() {
        return words;
    }

    private static boolean partOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /// The words from `first` up to but not including `end`, as they stand there.
    String between(int first, int end) {
        return source.substring(starts[first], ends[end - 1]);
    }

    /// Whether nothing but blanks, hyphens and slashes separates a word from the one before it.
    boolean follows(int word) {
        for (int i = ends[word - 1]; i < starts[word]; i++) {
            char c = source.charAt(i);
            if (!Character.isWhitespace(c) && c != '-' && c != '/') {
                return false;
            }
        }
        return true;
    }
}
