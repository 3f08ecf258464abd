package dev.nikkan.intake.archive;

import dev.nikkan.model.Octets;
import dev.nikkan.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The octets of a message as they come together: kept up to the largest mail that is stored, beyond only hashed, but
/// for the head.
final class MessageOctets {
    /// Of a mail that is not stored; nearly every header has less.
    private static final int HEAD = 1 << 16;

    private final int most;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream(4096);
    private @Nullable MessageDigest digest;
    private long size;

    MessageOctets(int most) {
        this.most = most;
    }

    long size() {
        return size;
    }

    boolean isOversize() {
        return digest != null;
    }

    void write(byte[] octets, int from, int length) {
        size += length;
        if (digest == null && size > most) {
            digest = sha256();
            byte[] before = kept.toByteArray();
            digest.update(before);
            kept = new ByteArrayOutputStream(HEAD);
            kept.write(before, 0, Math.min(HEAD, before.length));
        }
        if (digest == null) {
            kept.write(octets, from, length);
        } else {
            digest.update(octets, from, length);
            kept.write(octets, from, Math.min(HEAD - kept.size(), length));
        }
    }

    void giveTo(MailSink sink, Optional<Instant> separatorDate) throws IOException {
        if (digest == null) {
            sink.mail(new ArchivedMail(Octets.of(kept.toByteArray()), separatorDate));
        } else {
            Sha256 hash = new Sha256(HexFormat.of().formatHex(digest.digest()));
            sink.oversize(new OversizeMail(size, hash, Octets.of(kept.toByteArray()), separatorDate));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
