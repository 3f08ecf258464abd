package dev.nikkan.parse;

import dev.nikkan.model.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// A message's header and the texts of its first parts, for mail that is about mail: reports have what they say in
/// several parts. Attached messages are text like any other; nothing is opened, and nothing recurses.
///
/// @param parts in their order; what is beyond a limit is left out
record MailParts(HeaderBlock header, List<Part> parts) {
    private static final int PARTS = 20;
    private static final int PART_OCTETS = 64 * 1024;
    private static final MimeConfig CONFIG = new MimeConfig.Builder()
            .setMaxHeaderCount(Limits.HEADER_FIELDS)
            .setMaxHeaderLen(Limits.FIELD_OCTETS)
            .setMaxLineLen(Limits.LINE_OCTETS)
            .setMaxContentLen(-1)
            .build();

    /// @param type `text/plain`, lower case
    /// @param text lines that end in LF
    record Part(String type, String text) {}

    static MailParts read(Octets octets, LongSupplier nanoTime) {
        HeaderBlock header = new HeaderBlock();
        List<Part> parts = new ArrayList<>();
        try {
            pull(octets, new Deadline(nanoTime), header, parts);
        } catch (LimitExceededException | MimeException | IOException _) {
            // what was read until then is what there is: a report that is cut off says what it says
        }
        return new MailParts(header, parts);
    }

    private static void pull(Octets octets, Deadline deadline, HeaderBlock header, List<Part> parts)
            throws LimitExceededException, MimeException, IOException {
        MimeTokenStream stream = new MimeTokenStream(CONFIG);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(octets.array()));
        boolean headerRead = false;
        int depth = 0;
        EntityState state = stream.getState();
        while (state != EntityState.T_END_OF_STREAM && parts.size() < PARTS && depth <= Limits.DEPTH) {
            deadline.check();
            if (state == EntityState.T_FIELD && !headerRead) {
                header.add(stream.getField());
            } else if (state == EntityState.T_END_HEADER) {
                headerRead = true;
            } else if (state == EntityState.T_START_MULTIPART) {
                depth++;
            } else if (state == EntityState.T_END_MULTIPART) {
                depth--;
            } else if (state == EntityState.T_BODY) {
                part(stream).ifPresent(parts::add);
            }
            state = stream.next();
        }
    }

    private static Optional<Part> part(MimeTokenStream stream) throws IOException {
        BodyDescriptor descriptor = stream.getBodyDescriptor();
        String type = descriptor.getMimeType().toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/") && !type.startsWith("message/")) {
            return Optional.empty();
        }
        String charset = descriptor.getCharset();
        byte[] read = octets(stream);
        return Optional.of(new Part(
                type,
                Characters.plainLines(
                        TextDecoder.decode(read, charset == null ? "" : charset).text())));
    }

    private static byte[] octets(MimeTokenStream stream) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream(4096);
        byte[] chunk = new byte[4096];
        try (InputStream body = stream.getDecodedInputStream()) {
            int count = body.read(chunk);
            while (count >= 0 && read.size() < PART_OCTETS) {
                read.write(chunk, 0, count);
                count = body.read(chunk);
            }
        }
        return read.toByteArray();
    }

    /// The text of the first part of a type.
    Optional<String> first(String type) {
        return parts.stream()
                .filter(part -> part.type().equals(type))
                .map(Part::text)
                .findFirst();
    }
}
