package dev.nikkan.app.command;

import dev.nikkan.intake.archive.DamagedArchive;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/// What a failed file operation means, in the words of a person: the messages of `java.nio` are bare file names.
final class Causes {
    private Causes() {}

    /// Half a sentence that follows the file's name and a colon.
    static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "it does not exist";
            case AccessDeniedException _ -> "this user may not";
            case FileAlreadyExistsException _ -> "it exists already";
            case NotDirectoryException _ -> "it is no folder";
            case DirectoryNotEmptyException _ -> "it is not empty";
            case DamagedArchive _ -> "it is damaged (" + e.getMessage() + ")";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    }

    /// The exit code that says the same.
    static ExitCode exitCode(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> ExitCode.NO_INPUT;
            case AccessDeniedException _ -> ExitCode.PERMISSION;
            case DamagedArchive _ -> ExitCode.BAD_INPUT;
            default -> ExitCode.IO;
        };
    }
}
