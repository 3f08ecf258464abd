package dev.nikkan.intake;

import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;

/// What a server said, or what an exception says, as a piece of one line of a log.
final class ServerText {
    private static final int LONGEST = 300;

    private ServerText() {}

    /// The server's own words if it said any, else the innermost cause's.
    static String of(Throwable e) {
        if (e instanceof ProtocolException protocol && protocol.getResponse() != null) {
            return of(protocol.getResponse());
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return oneLine(message == null ? cause.getClass().getSimpleName() : message);
    }

    static String of(Response response) {
        if (response.isSynthetic() && response.getException() != null) {
            return of(response.getException());
        }
        String rest = response.getRest();
        return oneLine(rest == null ? response.toString() : rest);
    }

    /// Control characters could forge a second line or colour a terminal.
    private static String oneLine(String text) {
        String clean = text.strip().replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
