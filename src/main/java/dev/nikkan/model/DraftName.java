package dev.nikkan.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an Internet-Draft without its revision, `draft-ietf-quic-http`.
///
/// The characters are bounded so that a name may stand in a link as it is: nothing that a mail says reaches an address
/// without having passed here.
///
/// @param value lower case; `draft-` and 1 to 120 letters, digits and hyphens
public record DraftName(String value) implements Comparable<DraftName> {
    private static final Pattern SYNTAX = Pattern.compile("draft-[a-z0-9-]{1,120}");
    private static final Pattern WITH_GROUP = Pattern.compile("draft-(ietf|irtf)-([a-z0-9]+)-.+");

    public DraftName {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("not a draft name: " + value);
        }
    }

    /// The name in `text`, in any case and with surrounding blanks; empty when it is none.
    public static Optional<DraftName> parse(String text) {
        String candidate = text.strip().toLowerCase(Locale.ROOT);
        return SYNTAX.matcher(candidate).matches() ? Optional.of(new DraftName(candidate)) : Optional.empty();
    }

    /// The acronym of the working or research group that the name claims, `quic`. Taken from the name and never from
    /// the announcement's sentence, which has called individual drafts WG items (ietf-tools/datatracker, issue
    /// 10737).
    public Optional<String> group() {
        Matcher matcher = WITH_GROUP.matcher(value);
        return matcher.matches() ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    /// The stream that the name claims; empty for individual drafts and for streams that use no prefix of their own.
    public Optional<Stream> stream() {
        if (value.startsWith("draft-ietf-")) {
            return Optional.of(Stream.IETF);
        }
        if (value.startsWith("draft-irtf-")) {
            return Optional.of(Stream.IRTF);
        }
        if (value.startsWith("draft-iab-")) {
            return Optional.of(Stream.IAB);
        }
        return Optional.empty();
    }

    @Override
    public int compareTo(DraftName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
