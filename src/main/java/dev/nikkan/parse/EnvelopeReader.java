package dev.nikkan.parse;

import dev.nikkan.model.Envelope;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the header of any message says, announcement or not.
final class EnvelopeReader {
    private EnvelopeReader() {}

    static Envelope read(HeaderBlock header, Verification verification) {
        return new Envelope(
                header.first("message-id").flatMap(EnvelopeReader::messageId),
                header.first("subject").map(HeaderText::decode).filter(text -> !text.isEmpty()),
                header.first("from")
                        .map(Addresses::parse)
                        .flatMap(addresses -> addresses.stream().findFirst()),
                header.first("list-id").flatMap(EnvelopeReader::list),
                addressed(header),
                header.first("date").flatMap(MailDate::parse),
                received(header),
                header.first("archived-at").map(EnvelopeReader::bracketed).filter(text -> !text.isEmpty()),
                verification);
    }

    private static Optional<String> messageId(String value) {
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        String id = open >= 0 && close > open ? value.substring(open + 1, close) : value;
        return Optional.of(HeaderText.decode(id).strip()).filter(text -> !text.isEmpty());
    }

    /// RFC 2919 §3: the identifier stands in the last angle brackets, after a description.
    private static Optional<MailingList> list(String value) {
        String id = bracketed(value);
        boolean sound = !id.isEmpty() && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return sound ? Optional.of(new MailingList(id)) : Optional.empty();
    }

    private static String bracketed(String value) {
        int open = value.lastIndexOf('<');
        int close = value.indexOf('>', open + 1);
        return (open < 0 ? value : value.substring(open + 1, close < 0 ? value.length() : close)).strip();
    }

    private static List<String> addressed(HeaderBlock header) {
        return Stream.of("sender", "to", "cc")
                .flatMap(name -> header.all(name).stream())
                .flatMap(value -> Addresses.parse(value).stream())
                .distinct()
                .limit(Limits.ADDRESSES)
                .toList();
    }

    /// RFC 5321 §4.4: the date follows the last semicolon.
    private static Optional<Instant> received(HeaderBlock header) {
        for (HeaderBlock.HeaderField field : header.inOrder()) {
            if (field.name().equals("received")) {
                String value = HeaderSyntax.withoutComments(field.value());
                Optional<Instant> date = MailDate.parse(value.substring(value.lastIndexOf(';') + 1));
                if (date.isPresent()) {
                    return date;
                }
            }
        }
        return Optional.empty();
    }
}
