package dev.nikkan.app.command;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One run of the command `nikkan` in this process.
record CommandRun(int status, String out, String err) {
    static final Instant NOW = Instant.parse("2026-11-23T08:30:00Z");

    /// @param folder where `nikkan.toml` is looked for
    static CommandRun in(Path folder, String... args) {
        return given(folder, new byte[0], Map.of(), args);
    }

    /// @param input what stands on standard input
    static CommandRun given(Path folder, byte[] input, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        World world = new World(
                new ByteArrayInputStream(input),
                // Buffered, as the process's own is: what is not flushed at the end is lost.
                new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false,
                environment,
                () -> NOW,
                List.of(folder.resolve("nikkan.toml")));
        int status = new Nikkan(world).run(args);
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
