package dev.nikkan.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a visitor comes from, as far as one who means harm cannot choose it: an IPv4 /24 or an IPv6 /64, which
/// is what a household gets.
record ClientNetwork(String prefix) {
    private static final int LONGEST_CHAIN = 20;

    /// @param peer the other end of the connection
    /// @param forwarded the values of X-Forwarded-For, in order. Each proxy adds the address it was asked from
    ///     at the end; what stands before the first proxy that is not ours is anybody's word
    static ClientNetwork of(InetAddress peer, List<String> forwarded, Set<InetAddress> proxies) {
        InetAddress client = peer;
        List<String> chain = Arrays.asList(String.join(",", forwarded).split(",", LONGEST_CHAIN));
        for (String hop : chain.reversed()) {
            if (!client.isLoopbackAddress() && !proxies.contains(client)) {
                break;
            }
            Optional<InetAddress> before = literal(hop.strip());
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return new ClientNetwork(prefix(client));
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text)); // asks no name server
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String prefix(InetAddress address) {
        int octets = address instanceof Inet4Address ? 3 : 8;
        return HexFormat.of().formatHex(address.getAddress(), 0, octets);
    }
}
