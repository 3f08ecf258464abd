package dev.nikkan.web;

/// @param type with its charset
record Reply(int status, String type, String body) {
    static Reply html(int status, String body) {
        return new Reply(status, "text/html; charset=utf-8", body);
    }

    static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body);
    }
}
