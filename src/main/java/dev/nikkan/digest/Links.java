package dev.nikkan.digest;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftRevision;
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

    /// A mail in the IETF's archive; empty where the header says anything but such an address.
    public static Optional<URI> archived(Optional<String> archivedAt) {
        return archivedAt.filter(address -> ARCHIVED.matcher(address).matches()).map(URI::create);
    }
}
