package dev.nikkan.app.config;

import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import dev.nikkan.model.UnsurePolicy;
import dev.nikkan.render.MailIdentity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `[smtp]` and `[list]`: who our mails are from and which server takes them.
final class SmtpReader {
    static final int CONNECTIONS = 2;
    /// No limit.
    static final int RATE = 0;
    private static final Pattern NAMED = Pattern.compile("\\s*(.*?)\\s*<([^<>]*)>\\s*");
    /// RFC 2919 §2: a label, a dot, a namespace.
    private static final Pattern LIST_ID = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

    private SmtpReader() {}

    record Sender(SmtpSettings settings, MailIdentity identity) {}

    /// The keys of `[list]`.
    record ListKeys(
            Optional<String> id,
            Optional<EmailAddress> address,
            Optional<EmailAddress> bounces,
            Optional<String> owner,
            Optional<String> archive) {}

    private record Mailbox(Optional<String> name, EmailAddress address) {}

    /// @return empty where something needed is missing; the problem is noted then
    static Optional<Sender> read(Section section, Section listSection) {
        MailServer server = MailServer.read(section, "the SMTP server's name", SmtpReader::port);
        Optional<String> user = section.text("user");
        Optional<Secret> password = SourceReader.password(section);
        refuseHalfALogin(section, user);
        Optional<Mailbox> from = from(section);
        int connections = section.number("connections", 1, 50).orElse(CONNECTIONS);
        int rate = section.number("rate", 0, 10_000).orElse(RATE);
        int domainRate = section.number("domain-rate", 0, 6_000).orElse(RATE);
        UnsurePolicy unsure = section.choice("unsure", UnsurePolicy.class).orElse(UnsurePolicy.RESEND);
        section.refuseUnknownKeys();
        ListKeys list = readList(listSection);
        if (server.host().isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        SmtpSettings settings = new SmtpSettings(
                server.host().get(),
                server.port(),
                server.security(),
                server.caFile(),
                user,
                password,
                from.get().address(),
                connections,
                rate,
                domainRate,
                unsure,
                Optional.empty());
        return Optional.of(new Sender(settings, identity(from.get(), list)));
    }

    private static MailIdentity identity(Mailbox from, ListKeys list) {
        return new MailIdentity(
                from.name(), from.address(), list.id(), list.address(), list.bounces(), list.owner(), list.archive());
    }

    private static int port(TransportSecurity security) {
        return switch (security) {
            case TLS -> 465;
            case STARTTLS -> 587;
            case NONE -> 25;
        };
    }

    private static void refuseHalfALogin(Section section, Optional<String> user) {
        boolean hasPassword = section.has("password-file") || section.has("password");
        if (user.isPresent() && !hasPassword) {
            section.refuse("user", "a user needs password-file; leave both out where the server asks for no login");
        }
        if (user.isEmpty() && hasPassword) {
            section.neededText("user", "who logs in");
        }
    }

    private static Optional<Mailbox> from(Section section) {
        section.neededText("from", "the address our mails are from");
        return section.text("from")
                .flatMap(text -> mailbox(text)
                        .or(() -> section.refuse(
                                "from",
                                "\"%s\" is no address; write \"Name <digest@example.org>\""
                                        .formatted(printable(text)))));
    }

    private static Optional<Mailbox> mailbox(String text) {
        if (!text.equals(printable(text))) {
            return Optional.empty();
        }
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            return EmailAddress.parse(text).map(address -> new Mailbox(Optional.empty(), address));
        }
        String name = named.group(1).replaceFirst("^\"(.*)\"$", "$1");
        return EmailAddress.parse(named.group(2))
                .map(address -> new Mailbox(Optional.of(name).filter(n -> !n.isEmpty()), address));
    }

    /// A control character in a name would end up in a header.
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    static ListKeys readList(Section section) {
        ListKeys keys = new ListKeys(
                section.text("id")
                        .flatMap(id -> LIST_ID.matcher(id).matches()
                                ? Optional.of(id)
                                : section.refuse(
                                        "id", "\"%s\" is no list identifier like nikkan.example.org".formatted(id))),
                address(section, "address"),
                bounces(section),
                link(section, "owner", List.of("mailto:", "https://")),
                link(section, "archive", List.of("https://", "http://")));
        section.refuseUnknownKeys();
        return keys;
    }

    private static Optional<EmailAddress> address(Section section, String key) {
        return section.text(key)
                .flatMap(text ->
                        EmailAddress.parse(text).or(() -> section.refuse(key, "\"%s\" is no address".formatted(text))));
    }

    /// A token of 50 characters and a `+` must fit into 64 octets (RFC 5321 §4.5.3.1.1).
    private static Optional<EmailAddress> bounces(Section section) {
        return address(section, "bounces")
                .flatMap(address -> address.value().indexOf('@') <= 12
                        ? Optional.of(address)
                        : section.refuse(
                                "bounces",
                                "what stands before the @ may have 12 characters at most, because \"+\" and a token"
                                        + " follow it"));
    }

    private static Optional<String> link(Section section, String key, List<String> schemes) {
        return section.text(key)
                .flatMap(text -> schemes.stream().anyMatch(text::startsWith)
                                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>')
                        ? Optional.of(text)
                        : section.refuse(
                                key, "\"%s\" does not begin with %s".formatted(text, String.join(" or ", schemes))));
    }
}
