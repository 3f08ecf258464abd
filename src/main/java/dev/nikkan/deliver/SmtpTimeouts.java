package dev.nikkan.deliver;

import java.time.Duration;

/// How long the server may take (RFC 5321 §4.5.3.2).
///
/// @param tcp until the TCP connection stands
/// @param reply for each reply but the last, and for all of greeting, TLS and login together
/// @param verdict for the reply to the final dot: ten minutes, for whoever gives up earlier makes copies (RFC 1047)
/// @param mail for one mail as a whole; it alone ends a server that sends an octet each second
public record SmtpTimeouts(Duration tcp, Duration reply, Duration verdict, Duration mail) {
    public static final SmtpTimeouts STANDARD = new SmtpTimeouts(
            Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(12));
}
