package dev.nikkan.app.config;

import dev.nikkan.render.WebLinks;
import dev.nikkan.web.WebSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `[web]`.
final class WebReader {
    private WebReader() {}

    /// @return empty where no address is configured: then nothing listens
    static Optional<WebSettings> read(Section section) {
        Optional<URI> url = section.text("url").flatMap(_ -> section.value("url", WebReader::url));
        InetAddress bind = section.value("bind", WebReader::literal).orElse(InetAddress.ofLiteral(WebSettings.BIND));
        int port = section.number("port", 1, 65_535).orElse(WebSettings.PORT);
        Optional<Set<InetAddress>> proxies = section.texts("proxies").flatMap(texts -> proxies(section, texts));
        section.refuseUnknownKeys();
        return url.map(base ->
                new WebSettings(new WebLinks(base), new InetSocketAddress(bind, port), proxies.orElse(Set.of())));
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean local = "http".equals(url.getScheme())
                    && List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(url.getHost()));
            boolean plain = url.getRawQuery() == null && url.getRawFragment() == null && url.getUserInfo() == null;
            // It stands in header fields: what is beyond ASCII, or could end one, is no part of an address.
            if (("https".equals(url.getScheme()) || local)
                    && url.getHost() != null
                    && plain
                    && text.matches("[\\x21-\\x7e&&[^<>\",]]{1,200}")) {
                return url.normalize();
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no https address; write \"https://nikkan.example.org/\"");
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no IP address; write \"127.0.0.1\"", e);
        }
    }

    private static Optional<Set<InetAddress>> proxies(Section section, List<String> texts) {
        Set<InetAddress> proxies = new HashSet<>();
        for (String text : texts) {
            try {
                proxies.add(literal(text));
            } catch (IllegalArgumentException e) {
                return section.refuse("proxies", String.valueOf(e.getMessage()));
            }
        }
        return Optional.of(proxies);
    }
}
