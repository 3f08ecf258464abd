package dev.nikkan.parse;

import dev.nikkan.model.Verification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whether our own provider found a message authentic. Everything but the topmost lines of a header is the sender's to
/// write, findings in our provider's name included (RFC 8601 §7.1), so what counts is where a finding stands:
///
/// - above the first Received, where the provider's filters put theirs; or
/// - below Received lines of the provider itself, as Gmail has it; then the first finding alone, for the lines after it
///   may be the sender's.
///
/// Nothing counts below a Received of another host.
final class Authenticity {
    private static final Set<String> ANNOUNCERS = Set.of("ietf.org", "rfc-editor.org", "iab.org", "irtf.org");

    private final String authservId;
    private final String provider;

    private Authenticity(String authservId) {
        this.authservId = authservId.strip().toLowerCase(Locale.ROOT);
        this.provider = organization(this.authservId);
    }

    /// @param authservId empty: authenticity is not checked
    static Verification of(HeaderBlock header, Optional<String> authservId) {
        return authservId
                .map(id -> new Authenticity(id).isAuthentic(header) ? Verification.VERIFIED : Verification.UNVERIFIED)
                .orElse(Verification.NOT_CHECKED);
    }

    private boolean isAuthentic(HeaderBlock header) {
        return announcer(header)
                .map(from -> isVouchedFor(from, findings(header)))
                .orElse(false);
    }

    /// The domain of From, if it has one address and that is of an announcer: which of two would have been checked?
    private static Optional<String> announcer(HeaderBlock header) {
        List<String> addresses = header.all("from").stream()
                .flatMap(value -> Addresses.parse(value).stream())
                .toList();
        if (addresses.size() != 1) {
            return Optional.empty();
        }
        String address = addresses.getFirst();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return address.contains("@") && ANNOUNCERS.contains(organization(domain))
                ? Optional.of(domain)
                : Optional.empty();
    }

    private static boolean isVouchedFor(String from, List<AuthenticationResults.Result> results) {
        boolean dmarcFailed = results.stream()
                .anyMatch(result ->
                        result.method().equals("dmarc") && result.result().equals("fail"));
        return !dmarcFailed && results.stream().anyMatch(result -> dmarc(result, from) || dkim(result, from));
    }

    private static boolean dmarc(AuthenticationResults.Result result, String from) {
        return result.passes("dmarc")
                && result.property("header.from")
                        .map(domain -> isWithin(from, domain.toLowerCase(Locale.ROOT)))
                        .orElse(false);
    }

    /// Aligned as DMARC has it by default: of the same organization as From (RFC 7489 §3.1.1).
    private static boolean dkim(AuthenticationResults.Result result, String from) {
        return result.passes("dkim")
                && result.property("header.d")
                        .or(() -> result.property("header.i").map(id -> id.substring(id.lastIndexOf('@') + 1)))
                        .map(domain -> organization(domain).equals(organization(from)))
                        .orElse(false);
    }

    private static boolean isWithin(String domain, String parent) {
        return ANNOUNCERS.contains(organization(parent)) && (domain.equals(parent) || domain.endsWith("." + parent));
    }

    private List<AuthenticationResults.Result> findings(HeaderBlock header) {
        List<AuthenticationResults> found = new ArrayList<>();
        boolean received = false;
        for (HeaderBlock.HeaderField field : header.inOrder()) {
            if (field.name().equals("received")) {
                if (!found.isEmpty() || !isOurs(field.value(), !received)) {
                    received = true;
                    break;
                }
                received = true;
            } else if (field.name().equals("authentication-results")) {
                addOurs(field.value(), found);
                if (received && !found.isEmpty()) {
                    break;
                }
            }
        }
        // Without any Received nothing tells where the provider's lines end.
        List<AuthenticationResults> counted = received || found.isEmpty() ? found : found.subList(0, 1);
        return counted.stream().flatMap(results -> results.results().stream()).toList();
    }

    private void addOurs(String value, List<AuthenticationResults> found) {
        AuthenticationResults results = AuthenticationResults.parse(value);
        if (results.authservId().equals(authservId)) {
            found.add(results);
        }
    }

    /// Whether the provider received it there. The topmost line is the delivering host's, and so is always ours; large
    /// providers name no host in it (`by 2002:a05:...`), so that without a `from` it is taken for a hop inside.
    private boolean isOurs(String received, boolean topmost) {
        List<String> words = HeaderSyntax.words(HeaderSyntax.withoutComments(received));
        int by = words.indexOf("by");
        String host = by >= 0 && by + 1 < words.size() ? words.get(by + 1).toLowerCase(Locale.ROOT) : "";
        return organization(host).equals(provider) || (topmost && !words.contains("from"));
    }

    private static final Set<String> SECOND_LEVEL =
            new HashSet<>(List.of("ac", "ad", "co", "com", "ed", "edu", "go", "gov", "gr", "ne", "net", "or", "org"));

    /// The registered domain of a host: its last two labels, or three under a country's second level (`example.co.jp`).
    /// The public suffix list would tell more; here both sides of each comparison are cut alike.
    static String organization(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        List<String> labels = HeaderSyntax.split(name, '.');
        int count = labels.size();
        boolean country = count > 2 && labels.getLast().length() == 2 && SECOND_LEVEL.contains(labels.get(count - 2));
        return String.join(".", labels.subList(Math.max(0, count - (country ? 3 : 2)), count));
    }
}
