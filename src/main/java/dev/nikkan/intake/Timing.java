package dev.nikkan.intake;

import java.time.Duration;

/// How long each step of a mailbox's life may take.
///
/// @param connect until the TCP connection stands
/// @param answer until the server answers what needs no work: NOOP, the end of IDLE, the login
/// @param work until the server answers what may cost it some reading, and until each next response of a fetch
/// @param firstRetry the first pause after a connection was lost; it doubles from there
/// @param longestRetry the longest pause after a connection was lost
/// @param unreachableRetry the longest pause while no connection can be made
/// @param loginRetry the pause after a refused login: providers lock accounts that knock too often
/// @param session how long one connection is used, so that no library or server state grows old
record Timing(
        Duration connect,
        Duration answer,
        Duration work,
        Duration firstRetry,
        Duration longestRetry,
        Duration unreachableRetry,
        Duration loginRetry,
        Duration session) {
    static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(20));

    /// Connecting, the greeting, TLS, and up to four commands until we are logged in.
    Duration login() {
        return connect.plus(answer.multipliedBy(3));
    }
}
