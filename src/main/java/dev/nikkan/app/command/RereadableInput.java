package dev.nikkan.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that can be read more than once. Of standard input, or a pipe, a copy is made until it is closed, which
/// nobody else can read.
///
/// @param copied whether `path` is ours
record RereadableInput(Path path, boolean copied) implements AutoCloseable {
    /// @param file `-` is `standardInput`
    static RereadableInput of(String file, InputStream standardInput) throws IOException {
        if (file.equals("-")) {
            return copyOf(standardInput);
        }
        Path path = Path.of(file);
        if (Files.isRegularFile(path)) {
            return new RereadableInput(path, false);
        }
        try (InputStream pipe = Files.newInputStream(path)) {
            return copyOf(pipe);
        }
    }

    private static RereadableInput copyOf(InputStream in) throws IOException {
        RereadableInput copy = new RereadableInput(Files.createTempFile("nikkan-", ".input"), true);
        // Ctrl-C must not leave people's addresses behind.
        copy.path.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(copy.path)) {
            in.transferTo(out);
            return copy;
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public void close() throws IOException {
        if (copied) {
            Files.deleteIfExists(path);
        }
    }
}
