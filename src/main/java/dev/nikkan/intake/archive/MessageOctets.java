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

/// The octets of a message as they come together: kept up to the largest mail that is stored, beyond only hashed.
final class MessageOctets {
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
            digest.update(kept.toByteArray());
            kept = new ByteArrayOutputStream(0);
        }
        if (digest == null) {
            kept.write(octets, from, length);
        } else {
            digest.update(octets, from, length);
        }
    }

    void giveTo(MailSink sink, Optional<Instant> separatorDate) throws IOException {
        if (digest == null) {
            sink.mail(new ArchivedMail(Octets.of(kept.toByteArray()), separatorDate));
        } else {
            Sha256 hash = new Sha256(HexFormat.of().formatHex(digest.digest()));
            sink.oversize(new OversizeMail(size, hash, separatorDate));
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
