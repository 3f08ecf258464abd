package dev.nikkan.summary.engine;

import java.net.URI;

/// Addresses below an endpoint.
final class Addresses {
    private Addresses() {}

    /// The endpoint's own path is kept, with or without a slash at its end, and also one that has the whole
    /// path already.
    static URI below(URI endpoint, String path) {
        String base = endpoint.toString().replaceFirst("/+$", "");
        return URI.create(base.endsWith("/" + path) ? base : base + "/" + path);
    }
}
