package dev.nikkan.render;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A paragraph of the operator's own words in a template. They are text in every form: what looks like HTML or
/// Markdown is shown as it stands, and addresses that begin with http:// or https:// become links.
record PassageView(List<Piece> pieces) {
    private static final Pattern EMPTY_LINES = Pattern.compile("\\R(?:\\h*\\R)+");
    private static final Pattern LINE_END = Pattern.compile("\\h*\\R\\h*");
    private static final Pattern ADDRESS = Pattern.compile("https?://[!#-;=?-Z\\[\\]_a-z~%]+");
    private static final Pattern TRAILING = Pattern.compile("[.,;:!?')\\]]+$");
    /// What a template shows of one value, less some room.
    private static final int LONGEST = ShownText.LIMIT - 100;

    /// Words or an address.
    ///
    /// @param gap whether a blank stands before it
    /// @param words false where it is an address
    /// @param address none or one
    record Piece(boolean gap, String words, List<URI> address) {}

    PassageView {
        pieces = List.copyOf(pieces);
    }

    /// @param text paragraphs with empty lines between
    static List<PassageView> ofEach(String text) {
        return EMPTY_LINES
                .splitAsStream(text.strip())
                .map(PassageView::joined)
                .filter(paragraph -> !paragraph.isEmpty())
                .map(PassageView::of)
                .toList();
    }

    /// Lines joined as their language does: Japanese has no blank where a line ends.
    private static String joined(String paragraph) {
        StringBuilder joined = new StringBuilder();
        for (String line : LINE_END.splitAsStream(paragraph.strip()).toList()) {
            if (!joined.isEmpty() && !line.isEmpty() && blankBetween(joined, line)) {
                joined.append(' ');
            }
            joined.append(line);
        }
        return joined.toString();
    }

    private static boolean blankBetween(CharSequence before, String line) {
        return !TextLines.wide(Character.codePointBefore(before, before.length()))
                && !TextLines.wide(line.codePointAt(0));
    }

    private static PassageView of(String paragraph) {
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        Matcher address = ADDRESS.matcher(paragraph);
        while (address.find()) {
            String link = TRAILING.matcher(address.group()).replaceFirst("");
            if (isAddress(link)) {
                words(paragraph, done, address.start(), pieces);
                pieces.add(new Piece(gap(paragraph, address.start()), "", List.of(URI.create(link))));
                done = address.start() + link.length();
            }
        }
        words(paragraph, done, paragraph.length(), pieces);
        return new PassageView(pieces);
    }

    private static boolean isAddress(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void words(String paragraph, int start, int end, List<Piece> pieces) {
        for (int at = start; at < end; ) {
            int next = end - at <= LONGEST ? end : breakBefore(paragraph, at + LONGEST);
            String words = paragraph.substring(at, next);
            if (!words.isBlank()) {
                pieces.add(new Piece(gap(paragraph, at) || words.startsWith(" "), words.strip(), List.of()));
            }
            at = next;
        }
    }

    /// A place that cuts neither a word nor a character in two.
    private static int breakBefore(String text, int limit) {
        int blank = text.lastIndexOf(' ', limit);
        if (blank > limit - 200) {
            return blank;
        }
        return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }

    private static boolean gap(String text, int at) {
        return at > 0 && text.charAt(at - 1) == ' ';
    }
}
