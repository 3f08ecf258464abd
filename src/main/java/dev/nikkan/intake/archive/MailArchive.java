package dev.nikkan.intake.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/// Reads whatever holds mail. What a file is says its content, not its name.
public final class MailArchive {
    /// Where a tar header has `ustar` (POSIX.1-2024, pax).
    private static final int TAR_MAGIC_AT = 257;
    private static final int SNIFFED = 512;
    /// A compressed file in a tar file in a compressed file: nobody's archive is deeper, a bomb may be.
    private static final int DEEPEST = 3;

    private final MailSink sink;
    private final int mostOctets;
    private final LongConsumer progress;

    /// An archive whose messages are all given whole.
    public MailArchive(MailSink sink, LongConsumer progress) {
        this(sink, Integer.MAX_VALUE, progress);
    }

    /// @param mostOctets of the largest message that is given whole
    /// @param progress is told the octets read from a file, as they are read
    public MailArchive(MailSink sink, int mostOctets, LongConsumer progress) {
        this.sink = sink;
        this.mostOctets = mostOctets;
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
        return MailFolder.look(path).octets();
    }

    /// A mail reader may give mails other names meanwhile: those are looked for again.
    private void readFolder(Path path) throws IOException {
        MailFolder folder = MailFolder.look(path);
        for (FileSystemException closed : folder.closed()) {
            sink.unread(String.valueOf(closed.getFile()), closed);
        }
        Set<Path> missing = readFiles(folder.files());
        while (!missing.isEmpty()) {
            Set<Path> wanted = missing;
            List<Path> moved = MailFolder.look(path).files().stream()
                    .filter(file -> wanted.contains(MailFolder.identity(file)))
                    .toList();
            moved.forEach(file -> wanted.remove(MailFolder.identity(file)));
            wanted.forEach(sink::gone);
            missing = readFiles(moved);
        }
    }

    /// @return the identities of those that are not there any more
    private Set<Path> readFiles(List<Path> files) throws IOException {
        Set<Path> missing = new LinkedHashSet<>();
        for (Path file : files) {
            try {
                open(file);
            } catch (NoSuchFileException _) {
                missing.add(MailFolder.identity(file));
            } catch (DamagedArchive | FileSystemException e) {
                sink.unread(file.toString(), e);
            }
        }
        return missing;
    }

    private void readFile(Path file) throws IOException {
        try {
            open(file);
        } catch (DamagedArchive | FileSystemException e) {
            sink.unread(file.toString(), e);
        }
    }

    private void open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            // A pipe can be read once, and from its beginning.
            try (InputStream in = Files.newInputStream(file)) {
                read(source(in, file), file, Position.BEGINNING);
            }
            return;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            InputStream in = source(Channels.newInputStream(channel), file);
            byte[] head = head(channel, file);
            if (holdsMany(head)) {
                readMany(channel, in, head, file);
            } else {
                read(in, file, Position.BEGINNING);
            }
        }
    }

    private InputStream source(InputStream in, Path file) {
        return new SourceInputStream(in, file.toString(), progress);
    }

    /// How a file is to be cut its first octets say, also where it is entered behind them.
    private void readMany(SeekableByteChannel channel, InputStream in, byte[] head, Path file) throws IOException {
        Optional<Position> begin = sink.begin(file);
        if (begin.isPresent()) {
            long octet = begin.get().octet();
            progress.accept(octet);
            channel.position(octet);
            if (Mbox.begins(head)) {
                readMbox(in, head, begin.get());
            } else {
                read(in, file, begin.get());
            }
            sink.end(file);
        } else {
            progress.accept(channel.size());
        }
    }

    private static byte[] head(SeekableByteChannel channel, Path file) throws IOException {
        byte[] head =
                new SourceInputStream(Channels.newInputStream(channel), file.toString(), _ -> {}).readNBytes(SNIFFED);
        channel.position(0);
        return head;
    }

    /// A single message is known by its octets; to remember where its file ends would be of no use.
    private static boolean holdsMany(byte[] head) {
        return isGzip(head) || isTar(head) || Mbox.begins(head);
    }

    private void read(InputStream in, Path file, Position begin) throws IOException {
        read(new SniffedInputStream(in, SNIFFED), String.valueOf(file.getFileName()), begin);
    }

    /// Reads a stream that is an mbox, a message, or either of them compressed or in a tar file.
    ///
    /// @param name only to tell an empty mbox from an empty message
    public void read(InputStream in, String name) throws IOException {
        try {
            InputStream source = new SourceInputStream(in, name, _ -> {});
            read(new SniffedInputStream(source, SNIFFED), name, Position.BEGINNING);
        } catch (DamagedArchive | FileSystemException e) {
            sink.unread(name, e);
        }
    }

    /// @param begin what is known already; `in` stands at the beginning
    private void read(SniffedInputStream in, String name, Position begin) throws IOException {
        byte[] head = in.head();
        if (Mbox.begins(head)) {
            readMbox(in, head, begin);
        } else {
            readUncounted(in, name, 0, new Counter(0, begin.messages()));
        }
    }

    /// @param begin where `in` stands; messages before that are passed over if it stands at the beginning
    private void readMbox(InputStream in, byte[] head, Position begin) throws IOException {
        Counter counter = new Counter(begin.octet() > 0 ? begin.messages() : 0, begin.messages());
        new Mbox(in, head, mostOctets).read(counter, octet -> counter.reached(begin.octet() + octet));
    }

    private void readUncounted(SniffedInputStream in, String name, int depth, Counter counter) throws IOException {
        byte[] head = in.head();
        if (depth < DEEPEST && isGzip(head)) {
            try (GzipMembers members = UnpackedInputStream.unpack(() -> new GzipMembers(in))) {
                readUncounted(unpacked(members), name, depth + 1, counter);
            }
        } else if (depth < DEEPEST && isTar(head)) {
            readTar(in, depth + 1, counter);
        } else if (Mbox.begins(head)) {
            new Mbox(in, head, mostOctets).read(counter, _ -> counter.reached(0));
        } else if (head.length > 0 || name.endsWith(".eml")) {
            readMessage(in, counter);
            counter.reached(0);
        } else {
            // Empty, unless it is damaged from its first octet on: then reading says so.
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void readMessage(InputStream in, MailSink counter) throws IOException {
        MessageOctets message = new MessageOctets(mostOctets);
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            message.write(buffer, 0, read);
        }
        message.giveTo(counter, Optional.empty());
    }

    /// A damaged file in it keeps nobody from those behind that.
    private void readTar(InputStream in, int depth, Counter counter) throws IOException {
        WholeTar tar = new WholeTar(in);
        List<DamagedArchive> damage = new ArrayList<>();
        for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
            String name = entry.getName();
            if (entry.isFile()) {
                try {
                    SniffedInputStream member = unpacked(tar);
                    if (MailFolder.isMember(name, member.head())) {
                        readUncounted(member, name, depth, counter);
                    }
                } catch (DamagedArchive e) {
                    damage.add(e.in(name));
                }
            }
        }
        // Where it is compressed, the checksum stands behind it.
        in.transferTo(OutputStream.nullOutputStream());
        if (!damage.isEmpty()) {
            throw damage.getFirst();
        }
    }

    private static @Nullable TarArchiveEntry next(WholeTar tar) throws IOException {
        return UnpackedInputStream.unpack(tar::getNextEntry);
    }

    private static SniffedInputStream unpacked(InputStream in) throws IOException {
        return new SniffedInputStream(new UnpackedInputStream(in), SNIFFED);
    }

    /// Counts a file's messages, and keeps back those that were given before.
    private final class Counter implements MailSink {
        private final long known;
        private long messages;

        Counter(long messages, long known) {
            this.messages = messages;
            this.known = known;
        }

        @Override
        public void mail(ArchivedMail mail) throws IOException {
            messages++;
            if (messages > known) {
                sink.mail(mail);
            }
        }

        @Override
        public void oversize(OversizeMail mail) throws IOException {
            messages++;
            if (messages > known) {
                sink.oversize(mail);
            }
        }

        void reached(long octet) throws IOException {
            if (messages > known) {
                sink.reached(new Position(messages, octet));
            }
        }
    }

    private static boolean isGzip(byte[] head) {
        return head.length > 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    private static boolean isTar(byte[] head) {
        return head.length == SNIFFED && new String(head, TAR_MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
    }
}
