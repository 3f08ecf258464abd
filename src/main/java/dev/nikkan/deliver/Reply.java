package dev.nikkan.deliver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the server answered (RFC 5321 §4.2).
///
/// @param text on one line, code and enhanced code included
record Reply(int code, String text) {
    static final int START_MAIL_INPUT = 354;
    static final int SERVICE_CLOSING = 421;

    private static final int TEXT_LIMIT = 500;
    private static final Pattern LINE = Pattern.compile("([2-5][0-9]{2})(?:[ -](.*))?");
    private static final Pattern POLICY = Pattern.compile("5[0-9]{2} 5\\.7\\.[0-9]{1,3}\\b.*");

    /// @param lines as Angus gives them
    /// @throws LinkLostException if this is no reply: with a server that is out of step nothing more can be said
    static Reply parse(String lines) throws LinkLostException {
        if ("[EOF]".equals(lines)) {
            throw new LinkLostException("the server closed the connection");
        }
        int code = 0;
        StringBuilder text = new StringBuilder();
        for (String line : lines.strip().split("\n", -1)) {
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches() || (code != 0 && code != Integer.parseInt(matcher.group(1)))) {
                throw new LinkLostException("the server's answer is no SMTP reply: " + shortened(line));
            }
            code = Integer.parseInt(matcher.group(1));
            text.append(text.isEmpty() ? matcher.group(1) : "");
            text.append(matcher.group(2) == null ? "" : " " + matcher.group(2).strip());
        }
        return new Reply(code, shortened(text.toString()));
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_LIMIT ? text : text.substring(0, TEXT_LIMIT);
    }

    boolean positive() {
        return code < 300;
    }

    boolean transientFailure() {
        return code >= 400 && code < 500;
    }

    boolean permanent() {
        return code >= 500;
    }

    /// Whether it is our own doing: refused for policy (RFC 3463 §3.8) or for want of a login (RFC 4954 §6).
    boolean ours() {
        return POLICY.matcher(text).matches() || code == 530 || code == 535;
    }
}
