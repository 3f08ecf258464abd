package dev.nikkan.model;

import java.util.Locale;

/// On whose word something about a subscriber changes.
///
/// @param what the command, or the mail by its row in the store; never an address
public record Authority(Who who, String what) {
    public enum Who {
        OPERATOR,
        SUBSCRIBER,
        BOUNCE,
        COMPLAINT,
        DAEMON;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Authority operator(String command) {
        return new Authority(Who.OPERATOR, command);
    }
}
