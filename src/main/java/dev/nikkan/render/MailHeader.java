package dev.nikkan.render;

import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The header fields that stand before a [MailBody], made for one recipient. Nothing in them comes from a
/// source mail.
///
/// Thread-safe.
public final class MailHeader {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("(?:mailto|https?):[\\x21-\\x7e&&[^<>\"]]{1,900}");

    private final String from;
    private final String list;
    private final String domain;
    private final Optional<EmailAddress> listAddress;
    private final Optional<String> listId;
    private final Optional<WebLinks> web;

    /// @throws IllegalArgumentException if a name of `identity` can stand in no header
    public MailHeader(MailIdentity identity) {
        domain = checked(DOMAIN, identity.listId().orElse(identity.from().domain()), "list id");
        from = from(identity);
        list = list(identity);
        listAddress = identity.listAddress();
        listId = identity.listId();
        web = identity.web();
    }

    /// The header of one mail, with CRLF, up to where its [MailBody] begins.
    ///
    /// @param messageId without angle brackets, from [#messageId]
    /// @param opening the Message-ID of the day's first part, where this is one of those after it: they stand as
    /// replies to it (RFC 5322 §3.6.4). Days are not bound to each other: nobody can read a thread that grows for
    /// years
    public Octets of(EmailAddress to, String subject, String messageId, Optional<String> opening, Instant date) {
        return of(to, subject, messageId, opening, date, Optional.empty());
    }

    /// @param unsubscribe the token by which the recipient leaves at once; without one an address has to confirm
    public Octets of(
            EmailAddress to,
            String subject,
            String messageId,
            Optional<String> opening,
            Instant date,
            Optional<String> unsubscribe) {
        String header = common(to, subject, messageId, opening, date)
                + optional("List-Id", listId.map(id -> "<" + id + ">"))
                + leave(unsubscribe)
                + list;
        return Octets.of(header.getBytes(StandardCharsets.US_ASCII));
    }

    /// The header of an answer (RFC 3834 §3.1 and §5), which no program is to answer again.
    ///
    /// @param messageId without angle brackets, from [#answerId]
    Octets ofAnswer(EmailAddress to, EmailAddress replyTo, String subject, String messageId, Instant date) {
        String header = common(to, subject, messageId, Optional.empty(), date)
                + field("Reply-To", replyTo.value())
                + field("Auto-Submitted", "auto-replied")
                + field("Precedence", "bulk")
                + field("X-Loop", replyTo.value());
        return Octets.of(header.getBytes(StandardCharsets.US_ASCII));
    }

    private String common(EmailAddress to, String subject, String messageId, Optional<String> opening, Instant date) {
        return field("From", from)
                + field("To", to.value())
                + field("Subject", HeaderText.of(subject, "Subject: ".length()))
                + field("Date", DATE.format(date))
                + field("Message-ID", "<" + requireMessageId(messageId) + ">")
                + optional("In-Reply-To", opening.map(first -> "<" + requireMessageId(first) + ">"))
                + optional("References", opening.map(first -> "<" + requireMessageId(first) + ">"))
                + field("MIME-Version", "1.0");
    }

    /// RFC 8058 §3.1: the https address first, and the field that says it may be posted to. Without a token
    /// there is no page that would unsubscribe at once.
    private String leave(Optional<String> token) {
        Optional<String> byMail = listAddress.map(address ->
                write(address, "unsubscribe" + token.map(text -> "%20" + text).orElse("")));
        Optional<String> page = token.flatMap(
                text -> web.map(links -> address(links.unsubscribe(text).toString())));
        return optional(
                        "List-Unsubscribe",
                        page.map(address -> address
                                        + byMail.map(write -> ",\r\n " + write).orElse(""))
                                .or(() -> byMail))
                + optional("List-Unsubscribe-Post", page.map(_ -> "List-Unsubscribe=One-Click"));
    }

    /// @param opaque what tells this answer from all others
    public String answerId(String opaque) {
        checked(OPAQUE, opaque, "distinguishing part of a Message-ID");
        return "answer." + opaque + "@" + domain;
    }

    /// @param opaque what tells this mail from all others of the day, without telling whose it is
    public String messageId(Day day, String opaque) {
        checked(OPAQUE, opaque, "distinguishing part of a Message-ID");
        return "digest." + day.date().format(DateTimeFormatter.BASIC_ISO_DATE) + "." + opaque + "@" + domain;
    }

    private String requireMessageId(String messageId) {
        if (!(messageId.startsWith("digest.") || messageId.startsWith("answer."))
                || !messageId.endsWith("@" + domain)
                || messageId.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '<' || c == '>')) {
            throw new IllegalArgumentException("not a Message-ID of ours: " + messageId);
        }
        return messageId;
    }

    private static String from(MailIdentity identity) {
        String address = "<" + identity.from() + ">";
        return identity.fromName()
                .map(name -> name(name) + (name.length() > 20 ? "\r\n " : " ") + address)
                .orElse(identity.from().value());
    }

    private static String name(String name) {
        String text = HeaderText.of(name, "From: ".length());
        boolean encoded = text.startsWith("=?");
        return encoded ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /// RFC 2919, 2369 and 3834. `Precedence` is no standard, yet old auto-responders obey nothing else.
    private static String list(MailIdentity identity) {
        return optional("List-Subscribe", identity.listAddress().map(address -> write(address, "subscribe")))
                + optional("List-Help", identity.listAddress().map(address -> write(address, "help")))
                + optional("List-Owner", identity.owner().map(MailHeader::address))
                + optional("List-Archive", identity.archive().map(MailHeader::address))
                + field("List-Post", "NO")
                + field("Auto-Submitted", "auto-generated")
                + field("Precedence", "list");
    }

    private static String write(EmailAddress address, String subject) {
        return "<mailto:" + Mailto.of(address) + "?subject=" + subject + ">";
    }

    private static String address(String uri) {
        return "<" + checked(ADDRESS, uri, "mailto: or https: address") + ">";
    }

    private static String optional(String name, Optional<String> value) {
        return value.map(text -> field(name, text)).orElse("");
    }

    private static String field(String name, String value) {
        return name + ": " + value + "\r\n";
    }

    private static String checked(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("not a " + what + ": " + value);
        }
        return value;
    }
}
