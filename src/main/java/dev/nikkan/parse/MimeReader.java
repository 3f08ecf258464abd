package dev.nikkan.parse;

import dev.nikkan.model.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// Takes a message apart: its header, and its first text/plain part as text. Reading stops there: attachments are never
/// opened. Mime4j's pull parser does not recurse; its DOM and SAX parsers overflow the stack on deep nesting.
final class MimeReader {
    /// What was read, also when a limit ended the reading early.
    ///
    /// @param text lines that end in LF, without other control characters; empty when there is no text part
    /// @param refusal why the message was not read to the end of its text
    record Content(HeaderBlock header, String text, Optional<String> damage, Optional<String> refusal) {}

    private static final MimeConfig CONFIG = new MimeConfig.Builder()
            .setMaxHeaderCount(Limits.HEADER_FIELDS)
            .setMaxHeaderLen(Limits.FIELD_OCTETS)
            .setMaxLineLen(Limits.LINE_OCTETS)
            .setMaxContentLen(-1)
            .build();

    private final Octets octets;
    private final Deadline deadline;
    private final HeaderBlock header = new HeaderBlock();
    private final Repairs repairs = new Repairs();
    private final MimeTokenStream stream = new MimeTokenStream(CONFIG, repairs, null);

    private boolean headerRead;
    private boolean textRead;
    private int depth;
    private int parts;
    private String text = "";

    MimeReader(Octets octets, Deadline deadline) {
        this.octets = octets;
        this.deadline = deadline;
    }

    /// Whether the octets begin with a header field, perhaps after an mbox separator. What does not is no mail.
    static boolean isMail(Octets octets) {
        byte[] bytes = octets.array();
        int at = afterSeparator(bytes);
        int name = at;
        while (at < bytes.length && bytes[at] > ' ' && bytes[at] < 0x7f && bytes[at] != ':') {
            at++;
        }
        int end = at;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return end > name && at < bytes.length && bytes[at] == ':';
    }

    private static int afterSeparator(byte[] bytes) {
        byte[] separator = {'F', 'r', 'o', 'm', ' '};
        int start = bytes.length > 0 && bytes[0] == '>' ? 1 : 0;
        for (int i = 0; i < separator.length; i++) {
            if (start + i >= bytes.length || bytes[start + i] != separator[i]) {
                return 0;
            }
        }
        int at = start;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    Content read() {
        Optional<String> refusal = Optional.empty();
        try {
            pull();
        } catch (LimitExceededException e) {
            refusal = Optional.of(e.sentence());
        } catch (MaxHeaderLimitException | MaxLineLimitException e) {
            refusal = Optional.of("Its header passes the limit of " + Limits.HEADER_FIELDS + " fields of "
                    + Limits.FIELD_OCTETS / 1024 + " KB.");
        } catch (MimeException | IOException e) {
            refusal = Optional.of("Its MIME structure cannot be followed.");
        }
        return new Content(header, text, repairs.sentence(), refusal);
    }

    private void pull() throws LimitExceededException, MimeException, IOException {
        int start = afterSeparator(octets.array());
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(octets.array(), start, octets.size() - start));
        EntityState state = stream.getState();
        while (state != EntityState.T_END_OF_STREAM && !textRead) {
            deadline.check();
            take(state);
            state = stream.next();
        }
    }

    private void take(EntityState state) throws LimitExceededException, IOException {
        switch (state) {
            case T_FIELD -> field();
            case T_END_HEADER -> endHeader();
            case T_START_MULTIPART -> enter();
            case T_END_MULTIPART -> depth--;
            case T_START_BODYPART -> countPart();
            case T_BODY -> body();
            default -> {
                // Preambles, epilogues and the borders of things say nothing.
            }
        }
    }

    private void field() {
        if (!headerRead) {
            header.add(stream.getField());
        }
    }

    private void endHeader() throws LimitExceededException {
        headerRead = true;
        if (octets.size() > Limits.MESSAGE_OCTETS) {
            throw new LimitExceededException("It is larger than " + Limits.MESSAGE_OCTETS / (1024 * 1024) + " MB.");
        }
    }

    private void enter() throws LimitExceededException {
        if (++depth > Limits.DEPTH) {
            throw new LimitExceededException("Its parts are nested deeper than " + Limits.DEPTH + ".");
        }
    }

    private void countPart() throws LimitExceededException {
        if (++parts > Limits.PARTS) {
            throw new LimitExceededException("There is no text in its first " + Limits.PARTS + " parts.");
        }
    }

    private void body() throws LimitExceededException, IOException {
        BodyDescriptor descriptor = stream.getBodyDescriptor();
        if (!descriptor.getMimeType().equalsIgnoreCase("text/plain")) {
            return;
        }
        String encoding = descriptor.getTransferEncoding().strip().toLowerCase(Locale.ROOT);
        if (!isKnown(encoding)) {
            repairs.add("Its transfer encoding is unknown.");
        }
        TextDecoder.Decoded decoded = TextDecoder.decode(textOctets(), charset(descriptor));
        decoded.damage().ifPresent(repairs::add);
        text = Characters.plainLines(decoded.text());
        textRead = true;
    }

    private static String charset(BodyDescriptor descriptor) {
        String charset = descriptor.getCharset();
        return charset == null ? "" : charset;
    }

    /// RFC 2045 §6.1.
    private static boolean isKnown(String encoding) {
        return switch (encoding) {
            case "7bit", "8bit", "binary", "quoted-printable", "base64" -> true;
            default -> false;
        };
    }

    private byte[] textOctets() throws LimitExceededException, IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream(8192);
        byte[] chunk = new byte[8192];
        try (InputStream body = stream.getDecodedInputStream()) {
            int count = body.read(chunk);
            while (count >= 0 && read.size() < Limits.TEXT_OCTETS) {
                deadline.check();
                read.write(chunk, 0, count);
                count = body.read(chunk);
            }
        }
        return read.size() < Limits.TEXT_OCTETS ? read.toByteArray() : cut(read.toByteArray());
    }

    /// Ends at a border of characters, lest the rest of one make all of the text look like another charset's.
    private byte[] cut(byte[] octetsRead) {
        repairs.add("Its text is cut after " + Limits.TEXT_OCTETS / (1024 * 1024) + " MB.");
        int end = Limits.TEXT_OCTETS;
        while (end > Limits.TEXT_OCTETS - 4 && (octetsRead[end - 1] & 0x80) != 0) {
            end--;
        }
        return Arrays.copyOf(octetsRead, end);
    }

    /// Mime4j's warnings, of which the operator sees one sentence.
    private static final class Repairs extends DecodeMonitor {
        private Optional<String> sentence = Optional.empty();

        void add(String found) {
            sentence = sentence.or(() -> Optional.of(found));
        }

        Optional<String> sentence() {
            return sentence;
        }

        @Override
        public boolean warn(String error, String dropDesc) {
            switch (error) {
                case "Found LF without CR", "Found non-standard soft line break" -> {
                    // Archives keep mail with LF; nothing is wrong with its encoding.
                }
                case "Invalid header encountered" -> {
                    // Also what Mime4j says of a body part without a header, which RFC 2046 §5.1 allows.
                }
                case "Body part ended prematurely. Boundary detected in header or EOF reached." ->
                    add("It breaks off.");
                default -> add("Its transfer encoding is broken.");
            }
            return false;
        }

        @Override
        public boolean isListening() {
            return true;
        }
    }
}
