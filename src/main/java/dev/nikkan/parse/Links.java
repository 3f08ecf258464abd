package dev.nikkan.parse;

import java.util.List;
import java.util.Optional;

/// Web and FTP addresses as announcements print them. They are kept as text; nothing follows them.
final class Links {
    private static final int LONGEST = 500;

    private Links() {}

    /// The address after the colon of a line, or alone on one of the two lines below it.
    static Optional<String> first(List<String> lines, int marker) {
        String line = lines.get(marker);
        Optional<String> link = link(line.substring(line.indexOf(':') + 1));
        for (int i = marker + 1; link.isEmpty() && i < Math.min(marker + 3, lines.size()); i++) {
            link = link(lines.get(i));
        }
        return link;
    }

    /// The text if it is one whole address: one with a blank in it is a slip of the program that wrote it.
    static Optional<String> link(String text) {
        String candidate = text.strip();
        boolean link = candidate.length() <= LONGEST
                && (candidate.startsWith("https://")
                        || candidate.startsWith("http://")
                        || candidate.startsWith("ftp://"))
                && candidate.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '"');
        return link ? Optional.of(candidate) : Optional.empty();
    }
}
