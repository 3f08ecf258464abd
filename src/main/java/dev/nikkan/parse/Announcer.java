package dev.nikkan.parse;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who sends announcements, by the address in From. The kinds go by it: the same words from anybody else are somebody's
/// forward of an announcement.
enum Announcer {
    DRAFTS,
    RFC_EDITOR,
    IESG;

    /// At CNRI until the IETF had a domain of its own.
    private static final Set<String> IETF_HOSTS =
            Set.of("ietf.org", "ns.ietf.org", "cnri.reston.va.us", "ietf.cnri.reston.va.us", "nri.reston.va.us");

    /// The RFC Editor was at ISI for its first forty years.
    private static final Set<String> RFC_EDITOR_HOSTS = Set.of("rfc-editor.org", "isi.edu");

    /// @param from the addresses of all From fields, lower case: one that has two is from neither
    static Optional<Announcer> of(List<String> from) {
        List<String> distinct = from.stream().distinct().toList();
        return distinct.size() == 1 ? of(distinct.getFirst()) : Optional.empty();
    }

    private static Optional<Announcer> of(String address) {
        int at = address.indexOf('@');
        return at < 0 ? Optional.empty() : of(address.substring(0, at), address.substring(at + 1));
    }

    private static Optional<Announcer> of(String name, String host) {
        Optional<Announcer> announcer = switch (name) {
            case "internet-drafts" -> Optional.of(DRAFTS);
            case "rfc-editor", "rfc-ed", "purple" -> Optional.of(RFC_EDITOR);
            case "iesg-secretary",
                    "iesg-secretary-reply",
                    "ietf-secretariat",
                    "ietf-secretariat-reply",
                    "session-request" -> Optional.of(IESG);
            default -> Optional.empty();
        };
        return announcer.filter(found -> found.hosts().contains(host));
    }

    private Set<String> hosts() {
        return this == RFC_EDITOR ? RFC_EDITOR_HOSTS : IETF_HOSTS;
    }
}
