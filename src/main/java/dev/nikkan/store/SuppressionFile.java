package dev.nikkan.store;

import dev.nikkan.model.Sha256;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who left, in a file beside the store: one line a change, only ever added to. A backup that is restored over
/// the store knows nothing of who left since it was made; this file, which no backup holds, does. There are
/// hashes in it and no addresses.
final class SuppressionFile {
    private static final Pattern LINE = Pattern.compile("([+-]) ([0-9a-f]{64}) (\\S+) ([a-z]+)");

    private final Path store;
    private final Path file;

    SuppressionFile(Path store) {
        this.store = store;
        this.file = store.resolveSibling(store.getFileName() + ".suppressed");
    }

    /// @param lifted whether the person came back
    record Entry(boolean lifted, Instant since, String cause) {
        boolean isForgotten() {
            return !lifted && cause.equals(Suppressions.Cause.FORGOTTEN.text());
        }
    }

    /// What is last said of each address, by its hash. A line that was cut by a crash says nothing.
    Map<Sha256, Entry> read() {
        Map<Sha256, Entry> entries = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return entries;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    entries.put(
                            new Sha256(matcher.group(2)),
                            new Entry(matcher.group(1).equals("-"), Instant.parse(matcher.group(3)), matcher.group(4)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return entries;
    }

    /// Adds a line; when this returns it is on the disk. Said before the transaction that it belongs to is
    /// committed: a person who is found here and not in the store asked to leave, and was not told yet that it
    /// is done.
    void add(Sha256 hash, Entry entry) {
        try (Batch batch = begin()) {
            batch.add(hash, entry);
            batch.finish();
        }
    }

    /// Begins lines that belong to one transaction. Only within it: the store's lock keeps all others from writing.
    Batch begin() {
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new Batch(channel, channel.size());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException("cannot write " + file, e);
    }

    /// Lines for which the disk is waited for once. If it is closed before it is finished, because the disk is full
    /// or the transaction failed, what it wrote is taken back.
    final class Batch implements AutoCloseable {
        private final FileChannel channel;
        private final long begun;
        private final OutputStream out;
        private boolean finished;

        private Batch(FileChannel channel, long begun) {
            this.channel = channel;
            this.begun = begun;
            this.out = new BufferedOutputStream(Channels.newOutputStream(channel));
        }

        void add(Sha256 hash, Entry entry) {
            String line = "\n%s %s %s %s\n"
                    .formatted(entry.lifted() ? "-" : "+", hash, Timestamps.text(entry.since()), entry.cause());
            try {
                out.write(line.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        /// When this returns all lines are on the disk.
        void finish() {
            try {
                out.flush();
                channel.force(true);
                Companions.handOver(store, file);
                finished = true;
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        @Override
        public void close() {
            try (channel) {
                if (!finished) {
                    channel.truncate(begun);
                }
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }
}
