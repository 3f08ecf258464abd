package dev.nikkan.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a mail came back, as far as it matters to the subscription: by a status (RFC 3463) and the words beside it.
public enum Returned {
    /// The address does not exist: no later mail will arrive either.
    HARD,
    /// A full mailbox, a server that was down for days: the next mail may arrive.
    SOFT,
    /// We were refused, for policy or for our reputation: says nothing about the address.
    OURS;

    private static final Pattern STATUS = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern BLOCKED = Pattern.compile(
            "(?i)\\b(?:block(?:ed|list(?:ed)?)|black ?list(?:ed)?|deny ?list(?:ed)?|dnsbl|rbl|spamhaus|spamcop|barracuda"
                    + "|reputation|unsolicited|spam|policy|dmarc|dkim|spf|unauthenticated|not authori[sz]ed)\\b");
    private static final Pattern NOBODY = Pattern.compile(
            "(?i)(?:(?:user|account|recipient|mailbox|address|addressee)\\b.{0,40}\\b(?:unknown|not found|does ?n[o']t exist"
                    + "|no such|invalid|disabled|inactive|rejected|unavailable)|no (?:such )?(?:user|mailbox|recipient|account)"
                    + "|(?:unknown|invalid) (?:user|recipient|mailbox|address|local)|unroute?able address|user not local"
                    + "|does(?: not|n't) (?:exist|have an? .{0,30}account)|isn't a .{0,20}account|no mailbox here)");
    /// Said under a status about policy too: the address is checked where the policies are.
    private static final Pattern UNKNOWN = Pattern.compile("(?i)(?:user|recipient|mailbox) unknown");
    /// Microsoft 365, of addresses that its directory has not.
    private static final Pattern NOT_IN_DIRECTORY = Pattern.compile("(?i)recipient address rejected: access denied");

    /// What a final refusal says.
    ///
    /// @param status enhanced status, `5.1.1`; empty where none is given
    /// @param words what else is said
    public static Returned of(Optional<String> status, String words) {
        Matcher code = STATUS.matcher(status.orElse(""));
        if (!code.matches()) {
            return ofWords(words);
        }
        boolean permanent = code.group(1).equals("5");
        int subject = Integer.parseInt(code.group(2));
        int detail = Integer.parseInt(code.group(3));
        if (permanent && subject == 7 && UNKNOWN.matcher(words).find()) {
            return ofWords(words);
        }
        if (permanent
                && subject == 4
                && detail == 1
                && NOT_IN_DIRECTORY.matcher(words).find()) {
            return HARD;
        }
        if (subject == 7) {
            // Of the transient ones most are greylisting, which is nobody's fault.
            return permanent || BLOCKED.matcher(words).find() ? OURS : SOFT;
        }
        if (subject == 1 && (detail == 7 || detail == 8)) {
            // About the sender (RFC 3463 §3.2).
            return OURS;
        }
        if (permanent && subject == 1) {
            return HARD;
        }
        if (permanent && subject == 2 && detail == 1) {
            return HARD;
        }
        if (permanent && subject == 0) {
            return ofWords(words);
        }
        return BLOCKED.matcher(words).find() && permanent ? OURS : SOFT;
    }

    private static Returned ofWords(String words) {
        // "Recipient address rejected: sender listed by zen.spamhaus.org" is about the sender.
        if (BLOCKED.matcher(words).find()) {
            return OURS;
        }
        return NOBODY.matcher(words).find() ? HARD : SOFT;
    }

    /// As it stands in the store.
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
