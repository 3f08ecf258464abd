package dev.nikkan.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `nikkan demo [--output DIR]`. Started by `bin/nikkan`, which alone puts the demo's servers on the class path.
public final class Main {
    private static final String USAGE = """
            Usage: nikkan demo [--output DIR]
            Shows a whole day in half a minute: the daemon watches a mailbox on a server inside this process, a day of
            made-up announcements arrives, midnight passes on a clock of its own, and two subscribers get the digest.

              --output DIR   where to write the mails, pages and the store; by default a new temporary folder

            Example:
              nikkan demo --output /tmp/nikkan-demo
            """;

    private Main() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> report(thread, error, System.err));
        System.exit(run(List.of(args), out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        List<String> words = args.stream().filter(word -> !word.equals("demo")).toList();
        if (words.contains("--help") || words.contains("-h")) {
            out.print(USAGE);
            return 0;
        }
        if (!words.isEmpty() && !(words.size() == 2 && words.getFirst().equals("--output"))) {
            err.print(USAGE);
            return 64;
        }
        try {
            Path folder = words.isEmpty() ? Files.createTempDirectory("nikkan-demo-") : folder(words.get(1));
            return new Demo(folder, out).run() ? 0 : 69;
        } catch (IOException e) {
            err.println("The demo's folder cannot be written: " + e.getMessage());
            return 74;
        }
    }

    /// As the JVM itself does, but for what the demo's reader can do nothing about and needs not know.
    static void report(Thread thread, Throwable error, PrintStream err) {
        if (!MailHouse.diedOfAnArrival(error)) {
            err.print("Exception in thread \"%s\" ".formatted(thread.getName()));
            error.printStackTrace(err);
        }
    }

    /// A folder that holds something is left as it is, and a new one is made in it.
    private static Path folder(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of(name));
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                return Files.createTempDirectory(folder, "demo-");
            }
        }
        return folder;
    }
}
