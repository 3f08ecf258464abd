package dev.nikkan.intake.archive;

import dev.nikkan.model.Octets;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Reads whatever holds mail. What a file is says its content, not its name.
public final class MailArchive {
    /// Where a tar header has `ustar` (POSIX.1-2024, pax).
    private static final int TAR_MAGIC_AT = 257;
    private static final int SNIFFED = 512;
    /// A compressed file in a tar file in a compressed file: nobody's archive is deeper, a bomb may be.
    private static final int DEEPEST = 3;

    private final MailSink sink;
    private final LongConsumer progress;

    /// @param progress is told the octets read from a file, as they are read
    public MailArchive(MailSink sink, LongConsumer progress) {
        this.sink = sink;
        this.progress = progress;
    }

    /// Reads a file, a Maildir, or a folder of messages with all folders below it.
    public void read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            readFolder(path);
        } else {
            readFile(path);
        }
    }

    /// How many octets [#read(Path)] is going to read.
    public static long size(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.size(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            long size = 0;
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                size += isMember(file) ? Files.size(file) : 0;
            }
            return size;
        }
    }

    private void readFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
                    .filter(MailArchive::isMember)
                    .sorted()::iterator) {
                readFile(file);
            }
        }
    }

    /// A message of a Maildir (`new` and `cur`; what is in `tmp` is not delivered yet), of an MH folder, or a
    /// file whose name says that it holds mail. A folder may hold anything else beside.
    private static boolean isMember(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        Path parent = file.toAbsolutePath().getParent();
        String folder = parent == null ? "" : String.valueOf(parent.getFileName());
        boolean maildir = parent != null && Files.isDirectory(parent.resolveSibling("cur"));
        if (maildir && (folder.equals("cur") || folder.equals("new") || folder.equals("tmp"))) {
            return !folder.equals("tmp");
        }
        return !name.startsWith(".") && name.matches("\\d+|.*\\.(eml|mbox|mbx|mail|msg|tar|tgz|gz)");
    }

    private void readFile(Path file) throws IOException {
        try (InputStream in = new CountingInputStream(Files.newInputStream(file), progress)) {
            read(in, String.valueOf(file.getFileName()));
        }
    }

    /// Reads a stream that is an mbox, a message, or either of them compressed or in a tar file.
    ///
    /// @param name only to tell an empty mbox from an empty message
    public void read(InputStream in, String name) throws IOException {
        read(new BufferedInputStream(in, 1 << 16), name, 0);
    }

    private void read(BufferedInputStream in, String name, int depth) throws IOException {
        byte[] head = peek(in);
        if (depth < DEEPEST && isGzip(head)) {
            read(new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16), name, depth + 1);
        } else if (depth < DEEPEST && isTar(head)) {
            readTar(new TarArchiveInputStream(in), depth + 1);
        } else if (Mbox.begins(head)) {
            new Mbox(in).read(sink);
        } else if (head.length > 0 || name.endsWith(".eml")) {
            sink.mail(new ArchivedMail(Octets.of(in.readAllBytes()), Optional.empty()));
        }
    }

    private void readTar(TarArchiveInputStream tar, int depth) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile()
                    && !Path.of(entry.getName()).getFileName().toString().startsWith(".")) {
                read(new BufferedInputStream(tar, 1 << 16), entry.getName(), depth);
            }
        }
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(SNIFFED);
        byte[] head = in.readNBytes(SNIFFED);
        in.reset();
        return head;
    }

    private static boolean isGzip(byte[] head) {
        return head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    private static boolean isTar(byte[] head) {
        return head.length == SNIFFED && new String(head, TAR_MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
    }
}
