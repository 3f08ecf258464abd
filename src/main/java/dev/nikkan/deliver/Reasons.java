package dev.nikkan.deliver;

import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// What went wrong with a connection, in words for the operator.
final class Reasons {
    private Reasons() {}

    static String of(Throwable failure, SmtpLink link) {
        String abandoned = link.abandoned();
        return abandoned != null ? abandoned : told(innermost(failure));
    }

    /// The innermost cause knows; those around it say "Exception reading response".
    static Throwable innermost(Throwable failure) {
        Throwable cause = failure instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : failure.getCause();
        return cause == null || cause.equals(failure) ? failure : innermost(cause);
    }

    static String printable(String text) {
        return text.replaceAll("[^ -~]+", " ").strip();
    }

    private static String told(Throwable cause) {
        String said = cause.getMessage() == null ? "" : printable(cause.getMessage());
        return switch (cause) {
            case UnknownHostException _ -> "no address is known for " + said;
            case SocketTimeoutException _ -> "the server did not answer in time (" + said + ")";
            case ConnectException _ -> said;
            default -> said.isEmpty() ? cause.getClass().getSimpleName() : said;
        };
    }
}
