package dev.nikkan.parse;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Revision;
import java.util.Optional;

/// A draft as a file name gives it: `draft-ietf-quic-http-07.txt`, with several formats (`-03.txt,.ps`), or without
/// revision, as the last calls of 2007 and the I-D tags of some RFCs have it.
public record DraftFile(DraftName name, Optional<Revision> revision) {
    public static Optional<DraftFile> parse(String text) {
        String stem = stem(text.strip());
        int dash = stem.length() - 3;
        if (dash > 0 && stem.charAt(dash) == '-' && isDigit(stem.charAt(dash + 1)) && isDigit(stem.charAt(dash + 2))) {
            Revision revision = Revision.parse(stem.substring(dash + 1));
            return name(stem.substring(0, dash)).map(name -> new DraftFile(name, Optional.of(revision)));
        }
        return name(stem).map(name -> new DraftFile(name, Optional.empty()));
    }

    Optional<DraftRevision> posted() {
        return revision.map(found -> new DraftRevision(name, found));
    }

    /// Up to the first character that no draft name has.
    private static String stem(String text) {
        int end = 0;
        while (end < text.length() && isOfName(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /// ASCII only: a look-alike letter ends the name, it does not become another.
    private static Optional<DraftName> name(String text) {
        return DraftName.parse(text);
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
