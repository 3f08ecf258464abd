package dev.nikkan.web;

/// What the JDK's server bears. It reads these properties once, when its classes are first loaded, and has no
/// other way to be told (module `jdk.httpserver`, package documentation).
final class ServerLimits {
    /// A whole request has to be in by then: whoever sends an octet a second is cut off.
    static final int REQUEST_SECONDS = 10;
    /// A transaction waits ten seconds at most for another to end.
    static final int RESPONSE_SECONDS = 30;

    static final int HEADER_OCTETS = 16 << 10;
    static final int HEADERS = 64;
    static final int CONNECTIONS = 128;

    private ServerLimits() {}

    static void set() {
        set("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        set("sun.net.httpserver.maxRspTime", RESPONSE_SECONDS);
        set("sun.net.httpserver.idleInterval", REQUEST_SECONDS);
        set("sun.net.httpserver.maxReqHeaderSize", HEADER_OCTETS);
        set("sun.net.httpserver.maxReqHeaders", HEADERS);
        set("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private static void set(String property, int value) {
        System.setProperty(property, Integer.toString(value));
    }
}
