package dev.nikkan.app.command;

import dev.nikkan.app.command.DnsClient.Found;
import dev.nikkan.app.command.DnsClient.NotKnown;
import dev.nikkan.app.command.DnsClient.RecordType;
import dev.nikkan.app.config.Configuration;
import dev.nikkan.deliver.DkimSettings;
import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.model.EmailAddress;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What the world can look up of us, and by which it judges our mail: SPF (RFC 7208), DKIM (RFC 6376), DMARC
/// (RFC 7489) and the name of the server that sends it. Nothing here fails: mail goes out without, and what DNS does
/// not tell now is not known.
final class DnsDoctor {
    private static final String LOOPBACK = "127.";

    private final Configuration configuration;
    private final DnsClient dns;

    DnsDoctor(Configuration configuration, DnsClient dns) {
        this.configuration = configuration;
        this.dns = dns;
    }

    List<Diagnosis> identity() {
        return configuration.smtp().stream()
                .flatMap(smtp -> List.of(spf(smtp), dkim(smtp), dmarc(smtp), reverse(smtp)).stream())
                .toList();
    }

    /// Where what cannot be delivered returns to: the domain that SPF is asked about.
    private String envelopeDomain(SmtpSettings smtp) {
        return configuration
                .identity()
                .flatMap(identity -> identity.bounces())
                .map(EmailAddress::domain)
                .orElse(smtp.envelopeSender().domain())
                .toLowerCase(Locale.ROOT);
    }

    private static String fromDomain(SmtpSettings smtp) {
        return smtp.envelopeSender().domain().toLowerCase(Locale.ROOT);
    }

    private Diagnosis asked(String part, String name, RecordType type, Function<List<String>, Diagnosis> judged) {
        return switch (dns.ask(name, type)) {
            case Found(List<String> values) -> judged.apply(values);
            case NotKnown(String reason) ->
                Diagnosis.warn(part, "%s %s: not known, %s. Ask again later.".formatted(type, name, reason));
        };
    }

    private Diagnosis spf(SmtpSettings smtp) {
        String domain = envelopeDomain(smtp);
        return asked("spf", domain, RecordType.TXT, texts -> {
            List<String> records = texts.stream()
                    .filter(text -> text.toLowerCase(Locale.ROOT).matches("v=spf1( .*)?"))
                    .toList();
            if (records.isEmpty()) {
                return Diagnosis.warn(
                        "spf",
                        "%s has no SPF record: publish one that names the servers that send for it, TXT \"v=spf1 mx -all\"."
                                .formatted(domain));
            }
            if (records.size() > 1) {
                return Diagnosis.warn(
                        "spf",
                        "%s has %d SPF records, and then receivers heed none (RFC 7208 4.5): make them one."
                                .formatted(domain, records.size()));
            }
            if (records.getFirst().matches("(?i).* \\+?all")) {
                return Diagnosis.warn(
                        "spf",
                        "%s lets everybody send for it (%s): end the record with -all."
                                .formatted(domain, records.getFirst()));
            }
            return Diagnosis.ok("spf", "%s: %s".formatted(domain, records.getFirst()));
        });
    }

    private Diagnosis dkim(SmtpSettings smtp) {
        Optional<DkimSettings> dkim = smtp.dkim();
        if (dkim.isEmpty()) {
            return Diagnosis.ok(
                    "dkim",
                    "not signed here; %s has to, and a copy to yourself (send --to) shows whether it does"
                            .formatted(smtp.host()));
        }
        String name = dkim.get().recordName();
        String key = publicKey(dkim.get());
        return asked("dkim", name, RecordType.TXT, texts -> {
            if (texts.isEmpty()) {
                return Diagnosis.warn(
                        "dkim",
                        "%s has no key, and our signatures are worth nothing: publish TXT \"v=DKIM1; k=rsa; p=%s\"."
                                .formatted(name, key));
            }
            boolean same = texts.size() == 1 && tag(texts.getFirst(), "p").equals(Optional.of(key));
            return same
                    ? Diagnosis.ok("dkim", name + " has the key that we sign with")
                    : Diagnosis.warn(
                            "dkim",
                            "%s has another key than key-file, and our signatures are found forged: publish one TXT \"v=DKIM1; k=rsa; p=%s\"."
                                    .formatted(name, key));
        });
    }

    private static String publicKey(DkimSettings dkim) {
        if (!(dkim.key() instanceof RSAPrivateCrtKey key)) {
            return "(see openssl rsa -pubout)";
        }
        try {
            return Base64.getEncoder()
                    .encodeToString(KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that signs has no public half", e);
        }
    }

    private Diagnosis dmarc(SmtpSettings smtp) {
        String domain = fromDomain(smtp);
        // The organisation's record holds for what is below it (RFC 7489 §6.6.3). Which domains are for registering
        // under is a list of its own; one level up is what newsletters have.
        String above = domain.substring(domain.indexOf('.') + 1);
        Diagnosis own = dmarc(smtp, domain);
        boolean missing = own.level() == Diagnosis.Level.WARN && own.sentence().contains(" has no DMARC record");
        if (missing && above.contains(".")) {
            Diagnosis organisation = dmarc(smtp, above);
            return organisation.level() == Diagnosis.Level.OK ? organisation : own;
        }
        return own;
    }

    private Diagnosis dmarc(SmtpSettings smtp, String domain) {
        return asked("dmarc", "_dmarc." + domain, RecordType.TXT, texts -> {
            List<String> records = dmarcRecords(texts);
            if (records.size() != 1) {
                return Diagnosis.warn(
                        "dmarc",
                        records.isEmpty()
                                ? "%s has no DMARC record, which Gmail and Yahoo ask for: publish TXT \"v=DMARC1; p=none\" at _dmarc.%s."
                                        .formatted(domain, domain)
                                : "%s has %d DMARC records, and then none counts: leave one."
                                        .formatted(domain, records.size()));
            }
            return aligned(smtp, domain, records.getFirst());
        });
    }

    private static List<String> dmarcRecords(List<String> texts) {
        return texts.stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).matches("v=dmarc1 *(;.*)?"))
                .toList();
    }

    /// Whether SPF or our signature speaks for the address that readers see (RFC 7489 §3.1).
    private Diagnosis aligned(SmtpSettings smtp, String domain, String record) {
        String from = fromDomain(smtp);
        String policy = tag(record, "p").orElse("none");
        boolean strictEnvelope = isStrict(record, "aspf");
        boolean strictSignature = isStrict(record, "adkim");
        String bounces = envelopeDomain(smtp);
        if (agree(bounces, from, strictEnvelope, domain)) {
            return Diagnosis.ok("dmarc", "%s: p=%s, envelope and sender agree".formatted(domain, policy));
        }
        Optional<String> signer = smtp.dkim().map(dkim -> dkim.domain().toLowerCase(Locale.ROOT));
        if (signer.filter(signing -> agree(signing, from, strictSignature, domain))
                .isPresent()) {
            return Diagnosis.ok("dmarc", "%s: p=%s, our signature counts for it".formatted(domain, policy));
        }
        return Diagnosis.warn(
                "dmarc",
                "%s: p=%s, but mails return to %s%s, so SPF does not count for it%s: sign for %s, or take bounces there."
                        .formatted(
                                domain,
                                policy,
                                bounces,
                                strictEnvelope ? " and aspf=s wants the same domain" : "",
                                signer.map(signing -> ", nor does our signature for " + signing
                                                + (strictSignature ? ", as adkim=s wants the same domain" : ""))
                                        .orElse(""),
                                from));
    }

    private static boolean isStrict(String record, String tag) {
        return tag(record, tag).filter("s"::equalsIgnoreCase).isPresent();
    }

    /// @param organisation a domain above `from` or itself, which has a DMARC record
    private boolean agree(String domain, String from, boolean strict, String organisation) {
        if (strict) {
            return domain.equals(from);
        }
        return below(domain, from)
                || below(from, domain)
                || below(domain, organisation)
                || common(domain, from).filter(this::hasDmarcRecord).isPresent();
    }

    /// Two names below one are of one organisation if that is no registry (co.jp), and a registry has no DMARC record.
    private boolean hasDmarcRecord(String domain) {
        return switch (dns.ask("_dmarc." + domain, RecordType.TXT)) {
            case Found(List<String> values) -> !dmarcRecords(values).isEmpty();
            case NotKnown _ -> false;
        };
    }

    /// The name that both are below; a top-level domain is none.
    private static Optional<String> common(String one, String other) {
        String above = one;
        while (!below(other, above) && above.contains(".")) {
            above = above.substring(above.indexOf('.') + 1);
        }
        return Optional.of(above).filter(name -> name.contains("."));
    }

    private static boolean below(String domain, String above) {
        return ("." + domain).endsWith("." + above);
    }

    private Diagnosis reverse(SmtpSettings smtp) {
        String host = smtp.host();
        return asked("reverse", host, RecordType.A, addresses -> {
            if (addresses.isEmpty() || addresses.getFirst().startsWith(LOOPBACK)) {
                return Diagnosis.ok("reverse", "%s sends from an address that is not known here".formatted(host));
            }
            String address = addresses.getFirst();
            String[] parts = address.split("\\.", -1);
            String name = "%s.%s.%s.%s.in-addr.arpa".formatted(parts[3], parts[2], parts[1], parts[0]);
            return asked("reverse", name, RecordType.PTR, names -> confirmed(address, names));
        });
    }

    private Diagnosis confirmed(String address, List<String> names) {
        if (names.isEmpty()) {
            return Diagnosis.warn(
                    "reverse",
                    "%s has no name, and large providers refuse mail from such: have its provider set one (PTR)."
                            .formatted(address));
        }
        String name = names.getFirst();
        return asked(
                "reverse",
                name,
                RecordType.A,
                back -> back.contains(address)
                        ? Diagnosis.ok("reverse", "%s is %s, and back".formatted(address, name))
                        : Diagnosis.warn(
                                "reverse",
                                "%s says it is %s, which is not that address: make the name's A record %s."
                                        .formatted(address, name, address)));
    }

    private static Optional<String> tag(String record, String name) {
        return List.of(record.split(";", -1)).stream()
                .map(String::strip)
                .filter(tag -> tag.startsWith(name + "="))
                .map(tag -> tag.substring(name.length() + 1).replaceAll("\\s", ""))
                .findFirst();
    }
}
