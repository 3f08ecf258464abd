package dev.nikkan.parse;

import dev.nikkan.model.Returned;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a delivery report says became of a mail: by RFC 3464 where it is one, else by the words that servers of
/// another age use (qmail, Exim, Exchange). It says of one mail only, because each of ours has one recipient.
///
/// @param returned empty where nothing failed for good
/// @param words status and diagnostic
record DeliveryReport(Optional<Returned> returned, String words) {
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern REPLY = Pattern.compile("(?m)(?:^|[\\s:<>#(])(5\\d\\d)[ -](.{0,300})");
    private static final Pattern GIVEN_UP = Pattern.compile(
            "(?i)permanent(?:ly)?(?: fatal)? (?:error|failure)|failed permanently|undeliver(?:able|ed)|returned to sender"
                    + "|could not be delivered|couldn't be delivered|wasn't able to deliver|unable to deliver"
                    + "|delivery (?:has )?failed|delivery failure|failure notice|giving up|given up|配信できません");
    private static final Pattern WAITING = Pattern.compile(
            "(?i)delayed|will (?:be retried|keep trying|retry|continue)|no action is required|warning: (?:message|could not)"
                    + "|this is a warning message only|not yet been delivered");
    private static final Pattern REPORT_TYPE =
            Pattern.compile("multipart/report\\b.{0,500}?\\breport-type ?= ?\"?([a-z-]+)", Pattern.CASE_INSENSITIVE);
    /// Where a report without parts goes on with the mail that it returns: what is said there is our own.
    private static final Pattern COPY = Pattern.compile(
            "(?im)^[ \\t>]*(?:return-path|received|dkim-signature|authentication-results|list-id|message-id):");
    private static final int FAILURES = 20;

    static boolean isComplaint(MailParts mail) {
        return mail.first("message/feedback-report").isPresent();
    }

    /// RFC 5965 §3.1; `not-spam` is praise, and an opt-out is one too.
    static boolean isAbuse(MailParts mail) {
        return mail.first("message/feedback-report")
                .map(text -> fields(text, "feedback-type"))
                .filter(types -> types.stream()
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .anyMatch(List.of("abuse", "fraud", "opt-out", "opt-out-list", "other")::contains))
                .isPresent();
    }

    static boolean isReport(MailParts mail) {
        HeaderBlock header = mail.header();
        String from = header.first("from").orElse("").toLowerCase(Locale.ROOT);
        return mail.first("message/delivery-status").isPresent()
                || header.first("content-type")
                        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/report"))
                        .isPresent()
                || header.has("x-failed-recipients")
                || from.contains("mailer-daemon@")
                || (from.contains("postmaster@") && !isAnswer(header));
    }

    /// Whether it reports of something else than delivery: a mail that was read, say (RFC 8098).
    static boolean isOtherReport(MailParts mail) {
        return mail.first("message/delivery-status").isEmpty()
                && mail.header()
                        .first("content-type")
                        .map(REPORT_TYPE::matcher)
                        .filter(Matcher::lookingAt)
                        .filter(found -> !found.group(1).equalsIgnoreCase("delivery-status"))
                        .isPresent();
    }

    /// A postmaster is a person too, who may be on holiday. What mail servers mark like this has a status.
    private static boolean isAnswer(HeaderBlock header) {
        return header.first("auto-submitted")
                .filter(by -> by.strip().toLowerCase(Locale.ROOT).startsWith("auto-replied"))
                .isPresent();
    }

    static DeliveryReport of(MailParts mail) {
        return mail.first("message/delivery-status")
                .map(DeliveryReport::standard)
                .orElseGet(() -> byItsWords(mail));
    }

    /// RFC 3464 §2.3: `Action` tells, and `Status` says why. Ten thousand recipients in one report are a
    /// forgery: ours have one.
    private static DeliveryReport standard(String text) {
        List<String> actions = fields(text, "action");
        boolean failed = actions.size() <= FAILURES
                && actions.stream()
                        .anyMatch(action -> action.toLowerCase(Locale.ROOT).startsWith("failed"));
        Optional<String> status = fields(text, "status").stream()
                .map(STATUS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .filter(code -> !code.startsWith("2"))
                .findFirst();
        String diagnostic = String.join(" ", fields(text, "diagnostic-code"));
        String words = (status.orElse("") + " " + diagnostic).strip();
        return new DeliveryReport(
                failed ? Optional.of(Returned.of(sharper(status, diagnostic), diagnostic)) : Optional.empty(), words);
    }

    /// Some servers report 5.0.0 or 5.5.0 and have the real status in the diagnostic.
    private static Optional<String> sharper(Optional<String> status, String diagnostic) {
        Matcher inside = STATUS.matcher(diagnostic);
        boolean vague = status.isEmpty() || status.get().matches("5\\.[05]\\.0");
        return vague && inside.find() ? Optional.of(inside.group(1)) : status;
    }

    private static DeliveryReport byItsWords(MailParts mail) {
        String text = mail.first("text/plain").orElse("");
        Matcher copy = COPY.matcher(text);
        int end = Math.min(copy.find() ? copy.start() : text.length(), 8_000);
        String own = text.substring(0, end);
        String said = mail.header().first("subject").orElse("") + "\n" + own;
        if (WAITING.matcher(said).find() && !GIVEN_UP.matcher(own).find()) {
            return new DeliveryReport(Optional.empty(), "delayed");
        }
        Matcher reply = REPLY.matcher(own);
        Matcher status = STATUS.matcher(own);
        Optional<String> code = status.find() ? Optional.of(status.group(1)) : Optional.empty();
        boolean failed = reply.find()
                || code.filter(found -> found.startsWith("5")).isPresent()
                || GIVEN_UP.matcher(said).find()
                || mail.header().has("x-failed-recipients");
        String words = failed && reply.reset().find() ? reply.group(1) + " " + reply.group(2) : code.orElse("");
        return new DeliveryReport(
                failed
                        ? Optional.of(Returned.of(code, own.length() > 2_000 ? own.substring(0, 2_000) : own))
                        : Optional.empty(),
                words.isEmpty() ? "no status given" : words);
    }

    private static List<String> fields(String text, String name) {
        String unfolded = text.replaceAll("\\n[ \\t]+", " ");
        return unfolded.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }
}
