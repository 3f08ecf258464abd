package dev.nikkan.app;

import dev.nikkan.app.command.Nikkan;
import dev.nikkan.app.command.World;
import dev.nikkan.app.log.TerminalLog;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Where the process meets the program: its streams, environment, clock and end.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Logback is for the daemon: to start it costs more than most commands take.
        if (!List.of(args).contains("run")) {
            TerminalLog.use();
        }
        System.exit(new Nikkan(world()).run(args));
    }

    private static World world() {
        return new World(
                System.in,
                utf8(new StandardOutput(), false),
                utf8(new FileOutputStream(FileDescriptor.err), true),
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                System.getenv(),
                Clock.systemUTC(),
                List.of(Path.of("nikkan.toml"), Path.of("/etc/nikkan/nikkan.toml")));
    }

    private static PrintStream utf8(OutputStream stream, boolean flushLines) {
        return new PrintStream(new BufferedOutputStream(stream, 8192), flushLines, StandardCharsets.UTF_8);
    }
}
