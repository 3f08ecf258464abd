package dev.nikkan.intake.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a folder and those below it held when they were looked at: files of mail, in the order of their names. A
/// Maildir may change meanwhile.
///
/// @param octets of all files together
/// @param closed folders and files that cannot be looked at
record MailFolder(List<Path> files, long octets, List<FileSystemException> closed) {
    private static final Set<String> MAILDIR = Set.of("cur", "new", "tmp");

    /// A number, as in an MH folder; flags, as in a Maildir; a hash (SHA-1 in base64url), as in the IETF's
    /// mail store and what that exports as `maildir`; an ending.
    private static final Pattern NAME_OF_MAIL =
            Pattern.compile("(?is)\\d+|.*:2,[a-z]*|[a-z0-9_-]{27}=?|.*\\.(?:eml|mbox|mbx|mail|msg|tar|tgz|gz)");

    /// Links are followed: mail often lies on another disk.
    static MailFolder look(Path folder) throws IOException {
        Visitor visitor = new Visitor();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
        return new MailFolder(visitor.files.stream().sorted().toList(), visitor.octets, List.copyOf(visitor.closed));
    }

    /// By what a mail of a Maildir is known while its flags change and it goes from `new` to `cur`: the part of its
    /// name before the colon. Any other file is known by its path.
    static Path identity(Path file) {
        Path name = file.getFileName();
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (name == null || folder == null || !isMaildir(folder)) {
            return file;
        }
        return folder.resolveSibling(name.toString().replaceFirst(":2,.*$", ""));
    }

    private static boolean isMaildir(Path folder) {
        return MAILDIR.contains(String.valueOf(folder.getFileName()))
                && Files.isDirectory(folder.resolveSibling("cur"));
    }

    /// A message of a Maildir (`new` and `cur`; what is in `tmp` is not delivered yet), of an MH folder, or a
    /// file whose name says that it holds mail. A folder may hold anything else beside.
    private static boolean isMember(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder != null && isMaildir(folder)) {
            return !folder.endsWith("tmp");
        }
        return isNamedAsMail(String.valueOf(file.getFileName()));
    }

    /// The same of a member of a tar file, of which only the path and the first octets are known: a folder
    /// `cur` or `new` is a Maildir's. One called `tmp` may be anybody's, and what names itself mail counts there
    /// too. What has any other name counts if it begins as mail does.
    static boolean isMember(String path, byte[] head) {
        int end = path.lastIndexOf('/');
        String name = path.substring(end + 1);
        String folder = path.substring(path.lastIndexOf('/', end - 1) + 1, Math.max(end, 0));
        return switch (folder) {
            case "cur", "new" -> !name.startsWith(".");
            case "tmp" -> isNamedAsMail(name);
            default -> isNamedAsMail(name) || (!name.startsWith(".") && beginsAsMail(head));
        };
    }

    private static boolean beginsAsMail(byte[] head) {
        long fields = new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> Separator.isFieldOfMail(line.getBytes(StandardCharsets.ISO_8859_1)))
                .count();
        return fields > 1 || Mbox.begins(head);
    }

    private static boolean isNamedAsMail(String name) {
        return !name.startsWith(".") && NAME_OF_MAIL.matcher(name).matches();
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final List<Path> files = new ArrayList<>();
        private final List<FileSystemException> closed = new ArrayList<>();
        private long octets;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isMember(file)) {
                files.add(file);
                octets += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        /// A mail that is moved just now is listed all the same, and looked for again when its turn comes.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            switch (e) {
                case NoSuchFileException _ when isMember(file) -> files.add(file);
                case NoSuchFileException _ -> {}
                case FileSystemLoopException _ -> {}
                case FileSystemException failure -> closed.add(failure);
                default -> throw e;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
        }
    }
}
