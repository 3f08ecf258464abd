package dev.nikkan.parse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The mail that gets no answer, whatever it asks (RFC 3834 §2, RFC 5321 §4.5.5): two programs that answer each
/// other never stop.
final class NeverAnswered {
    private static final Pattern ROLE = Pattern.compile(
            "mailer-daemon|postmaster|hostmaster|webmaster|root|daemon|nobody|abuse|no-?reply|do-?not-?reply|noreply.*"
                    + "|listserv|majordomo|mailman|sympa|list-?manager|bounces?|.*-(?:request|owner|bounces?|confirm|errors)"
                    + "|owner-.*|bounces?[+=-].*|prvs=.*|srs[01][+=-].*");
    /// Lists live there, and nearly nobody reads mail under such an address; who does is subscribed by the
    /// operator.
    private static final Pattern LIST_HOSTS =
            Pattern.compile("(?:.*\\.)?(?:ietf\\.org|irtf\\.org|iab\\.org|rfc-editor\\.org|iana\\.org)");

    private NeverAnswered() {}

    static Optional<String> reason(HeaderBlock header, LetterReader.Ours ours) {
        if (header.first("return-path")
                .filter(path -> path.replace(" ", "").equals("<>"))
                .isPresent()) {
            return Optional.of("no return path");
        }
        String automatic = lower(header, "auto-submitted");
        if (!automatic.isEmpty() && !automatic.startsWith("no")) {
            return Optional.of("sent by a program (Auto-Submitted)");
        }
        if (header.inOrder().stream().anyMatch(field -> field.name().startsWith("list-"))) {
            return Optional.of("from a mailing list");
        }
        if (List.of("bulk", "list", "junk", "auto_reply").contains(lower(header, "precedence"))) {
            return Optional.of("sent to many (Precedence)");
        }
        if (Correspondence.isAutomatic(
                header, HeaderText.decode(header.first("subject").orElse("")))) {
            return Optional.of("an automatic answer");
        }
        for (String name : List.of("from", "sender", "reply-to")) {
            for (String address : Addresses.parse(header.first(name).orElse(""))) {
                if (isRole(address)) {
                    return Optional.of("from an address that is no person's");
                }
            }
        }
        return Optional.empty();
    }

    /// Whether nobody in particular reads the mail of an address: a role, a list, a program.
    ///
    /// @param address in lower case
    static boolean isRole(String address) {
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        return ROLE.matcher(local).matches()
                || LIST_HOSTS.matcher(address.substring(at + 1)).matches();
    }

    private static String lower(HeaderBlock header, String name) {
        return header.first(name).orElse("").strip().toLowerCase(Locale.ROOT);
    }
}
