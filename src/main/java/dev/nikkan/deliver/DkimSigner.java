package dev.nikkan.deliver;

import dev.nikkan.model.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.api.Headers;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.apache.james.jdkim.impl.BodyHasherImpl;

/// Signs mails with DKIM (RFC 6376), RSA with SHA-256, white space relaxed. A signature says nothing of when it was
/// made: every attempt sends the same octets.
///
/// Thread-safe.
final class DkimSigner {
    /// Signed once more than they are there, so that nobody can add another (RFC 6376 §8.15).
    private static final List<String> SEALED = List.of("From", "To", "Subject", "Date", "Reply-To");

    /// The others of RFC 6376 §5.4.1 that we write, and those of RFC 8058 §4.
    private static final List<String> SIGNED = List.of(
            "Message-ID",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Language",
            "List-Id",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "List-Subscribe",
            "List-Help",
            "List-Owner",
            "List-Archive",
            "List-Post",
            "Auto-Submitted",
            "Precedence",
            "X-Loop");

    private static final int LINE = 74;

    private final DkimSettings settings;
    private final DKIMSigner signer;

    DkimSigner(DkimSettings settings) {
        this.settings = settings;
        this.signer = new DKIMSigner("", settings.key());
    }

    /// The header with the signature before it.
    ///
    /// @param header up to where the body's octets begin, which may have fields of their own; or a whole mail
    Octets signed(Octets header, Body body) {
        byte[] field = field(header, body).getBytes(StandardCharsets.US_ASCII);
        byte[] signed = new byte[field.length + header.size()];
        System.arraycopy(field, 0, signed, 0, field.length);
        System.arraycopy(header.array(), 0, signed, field.length, header.size());
        return Octets.of(signed);
    }

    private String field(Octets header, Body body) {
        MailText own = MailText.of(header);
        Fields fields =
                new Fields(own.fields(), own.whole() ? List.of() : body.text().fields());
        Octets hash = own.whole() ? own.bodyHash() : body.text().bodyHash();
        try {
            SignatureRecord record = signer.newSignatureRecordTemplate(template(fields));
            return folded(signer.sign(fields, new KnownHash(record, hash)));
        } catch (PermFailException e) {
            throw new IllegalStateException("a mail cannot be signed for " + settings.recordName(), e);
        }
    }

    private String template(Fields fields) {
        Stream<String> names = Stream.concat(
                SEALED.stream()
                        .flatMap(name -> Stream.concat(fields.getFields(name).stream(), Stream.of(""))
                                .map(_ -> name)),
                SIGNED.stream().flatMap(name -> fields.getFields(name).stream().map(_ -> name)));
        // The library keeps the folds of what it is given, and fills in what is empty.
        return "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; h=%s; bh=; b=;"
                .formatted(settings.domain(), settings.selector(), inLines(names.toList()));
    }

    private static String inLines(List<String> names) {
        StringBuilder list = new StringBuilder();
        int column = LINE;
        for (String name : names) {
            list.append(list.isEmpty() ? "" : ":");
            if (column + name.length() >= LINE) {
                list.append("\r\n  ");
                column = 2;
            }
            list.append(name);
            column += name.length() + 1;
        }
        return list.toString();
    }

    /// Each tag on a line of its own, and the signature in several: what is relaxed takes a fold for the blank that
    /// was there, and the signature is not part of what it signs.
    private static String folded(String field) {
        String tags = field.replace("; ", ";\r\n ");
        int begin = tags.indexOf("\r\n b=") + "\r\n b=".length();
        int end = tags.indexOf(';', begin);
        String signature = tags.substring(begin, end < 0 ? tags.length() : end);
        return tags.substring(0, begin)
                + signature.replaceAll("(.{" + (LINE - 4) + "})(?=.)", "$1\r\n  ")
                + tags.substring(begin + signature.length())
                + "\r\n";
    }

    /// A header's fields, as they stand there.
    private static final class Fields implements Headers {
        private final List<String> all = new ArrayList<>();

        Fields(List<String> first, List<String> rest) {
            all.addAll(first);
            all.addAll(rest);
        }

        @Override
        public List<String> getFields() {
            return all;
        }

        @Override
        public List<String> getFields(String name) {
            String beginning = name.toLowerCase(Locale.ROOT) + ":";
            return all.stream()
                    .filter(field -> field.regionMatches(true, 0, beginning, 0, beginning.length()))
                    .collect(Collectors.toList());
        }
    }

    /// A hash that is known: bodies are shared by thousands of mails.
    private static final class KnownHash extends BodyHasherImpl {
        private final Octets hash;

        KnownHash(SignatureRecord record, Octets hash) throws PermFailException {
            super(record);
            this.hash = hash;
        }

        @Override
        public byte[] getDigest() {
            return hash.array().clone();
        }
    }
}
