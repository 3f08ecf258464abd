package dev.nikkan.web;

import dev.nikkan.render.WebLinks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

/// The keys of `[web]`.
///
/// @param links begin with the address under which the reverse proxy serves the pages
/// @param listen where the proxy finds them
/// @param proxies addresses, other than loopback ones, whose X-Forwarded-For is believed
public record WebSettings(WebLinks links, InetSocketAddress listen, Set<InetAddress> proxies) {
    public static final String BIND = "127.0.0.1";
    public static final int PORT = 8025;

    public WebSettings {
        proxies = Set.copyOf(proxies);
    }
}
