package dev.nikkan.render;

import dev.nikkan.model.Language;
import java.net.URI;

/// The addresses of the pages for subscribers. They are made from the configuration alone: what a visitor's
/// request says of the host it wants is anybody's word.
///
/// @param base with a `/` at its end, also where the configuration has none
public record WebLinks(URI base) {
    public WebLinks {
        base = base.toString().endsWith("/") ? base : URI.create(base + "/");
    }

    /// Where one joins.
    public URI join(Language language) {
        return base.resolve("?lang=" + language.tag());
    }

    /// Where one asks for a link to settings or to leave, without a token.
    public URI manage(Language language) {
        return base.resolve("manage?lang=" + language.tag());
    }

    public URI confirm(String token, Language language) {
        return base.resolve("confirm/" + token + "?lang=" + language.tag());
    }

    public URI settings(String token, Language language) {
        return base.resolve("settings/" + token + "?lang=" + language.tag());
    }

    /// For the header of a mail (RFC 8058 §3.1) and for people alike.
    public URI unsubscribe(String token) {
        return base.resolve("unsubscribe/" + token);
    }

    URI unsubscribe(String token, Language language) {
        return base.resolve("unsubscribe/" + token + "?lang=" + language.tag());
    }

    public URI health() {
        return base.resolve("health");
    }
}
