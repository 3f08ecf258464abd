package dev.nikkan.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A message's text in lines, without the list's footer and without MIME borders that an archive left in it.
record AnnouncementText(List<String> lines) {
    private static final int FOOTER_LINES = 12;

    AnnouncementText {
        lines = List.copyOf(lines);
    }

    static AnnouncementText of(String text) {
        List<String> lines = split(text);
        return new AnnouncementText(lines.subList(start(lines), end(lines)));
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length() && lines.size() < Limits.TEXT_LINES) {
            int end = text.indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            lines.add(text.substring(start, stop).stripTrailing());
            start = stop + 1;
        }
        return lines;
    }

    /// Archives that lost the MIME header keep the first border as text.
    private static int start(List<String> lines) {
        int at = 0;
        while (at < lines.size() && (lines.get(at).isEmpty() || isBorder(lines.get(at)))) {
            at++;
        }
        return at;
    }

    private static int end(List<String> lines) {
        int end = footer(lines);
        for (int at = start(lines); at < end; at++) {
            if (isBorder(lines.get(at))) {
                return at;
            }
        }
        return Math.max(end, start(lines));
    }

    private static boolean isBorder(String line) {
        return line.startsWith("--NextPart");
    }

    /// Mailman's rule of 47 underscores and the few lines on the list below it.
    private static int footer(List<String> lines) {
        int last = Math.max(0, lines.size() - FOOTER_LINES);
        for (int at = lines.size() - 1; at >= last; at--) {
            if (isRule(lines.get(at)) && namesList(lines.subList(at + 1, lines.size()))) {
                return at;
            }
        }
        return lines.size();
    }

    private static boolean isRule(String line) {
        return line.length() >= 40 && line.chars().allMatch(c -> c == '_');
    }

    private static boolean namesList(List<String> footer) {
        return footer.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.contains("mailing list") || line.contains("/listinfo/"));
    }

    /// The first paragraph as one line: its sentences wrap anywhere.
    String opening() {
        StringBuilder opening = new StringBuilder();
        for (String line : lines) {
            if (line.isBlank()) {
                break;
            }
            opening.append(line).append(' ');
            if (opening.length() > Limits.SUBJECT_CHARACTERS) {
                break;
            }
        }
        return Characters.folded(opening.toString());
    }

    /// Each paragraph between two lines as one line.
    List<String> paragraphs(int from, int to) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : lines.subList(Math.min(from, to), to)) {
            if (!line.isBlank()) {
                paragraph.append(line).append(' ');
            } else {
                add(paragraphs, paragraph);
            }
        }
        add(paragraphs, paragraph);
        return paragraphs;
    }

    private static void add(List<String> paragraphs, StringBuilder paragraph) {
        String folded = Characters.folded(paragraph.toString());
        if (!folded.isEmpty()) {
            paragraphs.add(folded);
        }
        paragraph.setLength(0);
    }

    /// The lines as text, up to so many characters and no blank lines at the end.
    String bounded(int characters) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() + line.length() >= characters) {
                break;
            }
            text.append(line).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /// The text with all its white space folded: what tells two mails of the same words apart is none of it.
    String folded() {
        return Characters.folded(String.join(" ", lines));
    }
}
