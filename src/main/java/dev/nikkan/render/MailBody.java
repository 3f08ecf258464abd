package dev.nikkan.render;

import dev.nikkan.model.Language;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Sha256;
import java.nio.charset.StandardCharsets;

/// What all recipients of a part in one language get: the Subject, and the mail from its `Content-Type` field on. A
/// recipient's [MailHeader] before it makes it a message.
///
/// The octets depend on nothing but the digest, the boundary included.
///
/// @param subject decoded
/// @param octets ASCII with CRLF line ends and lines of at most 76 characters
public record MailBody(String subject, Octets octets) {
    private static final String CRLF = "\r\n";

    static MailBody of(String subject, FlowedText text, String html, Language language) {
        String boundary = boundary(text.text(), html);
        String mail = "Content-Type: multipart/alternative;" + CRLF + " boundary=\"" + boundary + "\"" + CRLF
                + "Content-Language: " + language.tag() + CRLF
                + CRLF
                + part(boundary, "plain", text.parameters(), text.text())
                + part(boundary, "html", "", html)
                + "--" + boundary + "--" + CRLF;
        return new MailBody(subject, Octets.of(mail.getBytes(StandardCharsets.US_ASCII)));
    }

    static MailBody ofText(String subject, FlowedText text, Language language) {
        TransferEncoding encoded = TransferEncoding.shorter(text.text());
        String mail = "Content-Type: text/plain; charset=utf-8" + text.parameters() + CRLF
                + "Content-Transfer-Encoding: " + encoded.name() + CRLF
                + "Content-Language: " + language.tag() + CRLF
                + CRLF
                + encoded.body() + CRLF;
        return new MailBody(subject, Octets.of(mail.getBytes(StandardCharsets.US_ASCII)));
    }

    /// A whole message, as it is handed to a server or written to a file.
    public Octets after(Octets header) {
        byte[] message = new byte[header.size() + octets.size()];
        System.arraycopy(header.array(), 0, message, 0, header.size());
        System.arraycopy(octets.array(), 0, message, header.size(), octets.size());
        return Octets.of(message);
    }

    private static String part(String boundary, String subtype, String parameters, String content) {
        TransferEncoding encoded = TransferEncoding.shorter(content);
        return "--" + boundary + CRLF
                + "Content-Type: text/" + subtype + "; charset=utf-8" + parameters + CRLF
                + "Content-Transfer-Encoding: " + encoded.name() + CRLF
                + CRLF
                + encoded.body() + CRLF;
    }

    /// `=_` is in no quoted-printable text and `=` inside no base64 line, so the boundary can stand in neither
    /// (RFC 2045 §6.7 rule 5 recommends it).
    private static String boundary(String text, String html) {
        byte[] content = (text + html).getBytes(StandardCharsets.UTF_8);
        return "=_" + Sha256.of(content).toString().substring(0, 24);
    }
}
