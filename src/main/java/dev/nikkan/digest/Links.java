package dev.nikkan.digest;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.RfcNumber;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// The addresses that a digest points to. Each is made from a checked name; what a mail offers as a link is not used.
public final class Links {
    public static final URI I_D_ANNOUNCE = URI.create("https://mailarchive.ietf.org/arch/browse/i-d-announce/");
    public static final URI IETF_ANNOUNCE = URI.create("https://mailarchive.ietf.org/arch/browse/ietf-announce/");

    /// The form of Archived-At as the IETF's lists write it: a list's name and a hash.
    private static final Pattern ARCHIVED =
            Pattern.compile("https://mailarchive\\.ietf\\.org/arch/msg/[a-z0-9-]{1,64}/[A-Za-z0-9_-]{1,64}/?");

    private static final Pattern GROUP = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private Links() {}

    public static URI datatracker(DraftName name) {
        return URI.create("https://datatracker.ietf.org/doc/" + name + "/");
    }

    /// The differences from the revision before it, which the tool finds by itself.
    public static URI diff(DraftRevision draft) {
        return URI.create("https://author-tools.ietf.org/iddiff?url2=" + draft);
    }

    public static URI rfc(RfcNumber number) {
        return URI.create("https://www.rfc-editor.org/info/rfc" + number);
    }

    /// The page of what an event is about: its draft, its RFC, else its group.
    public static Optional<URI> about(EventSummary event) {
        return event.draft()
                .map(Links::datatracker)
                .or(() -> event.rfc().map(Links::rfc))
                .or(() -> event.wg().filter(wg -> GROUP.matcher(wg).matches()).map(Links::group));
    }

    private static URI group(String acronym) {
        return URI.create("https://datatracker.ietf.org/group/" + acronym + "/about/");
    }

    /// A mail in the IETF's archive; empty where the header says anything but such an address.
    public static Optional<URI> archived(Optional<String> archivedAt) {
        return archivedAt.filter(address -> ARCHIVED.matcher(address).matches()).map(URI::create);
    }
}
