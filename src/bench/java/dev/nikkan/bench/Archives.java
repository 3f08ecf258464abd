package dev.nikkan.bench;

import dev.nikkan.fixtures.archive.Archive;
import dev.nikkan.fixtures.archive.ArchiveForm;
import dev.nikkan.fixtures.archive.ArchiveForm.Options;
import dev.nikkan.fixtures.archive.GenerateArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A made-up archive, imported by the packaged product, by a bare program that only inserts the same rows, and by
/// programs that people keep mail archives with. Each works from a form of its own: an mbox, or a Maildir.
final class Archives {
    private static final int MAILS = Bench.number("MAILS", 100_000);
    private static final int REPEATS = Bench.number("REPEATS", 3);
    private static final boolean PEERS = Bench.number("PEERS", 1) > 0;
    private static final long SEED = 20_261_123;
    /// What an import has in a transaction: as many mails of this size as make 16 MB.
    private static final String BATCH = "4000";

    /// @param cpu user and system time, seconds
    /// @param memory the most it held, MB
    private record Run(double seconds, double cpu, double memory) {}

    private final Path mbox;
    private final Path maildir;
    private final Figures figures = new Figures();

    private Archives(Path mbox, Path maildir) {
        this.mbox = mbox;
        this.maildir = maildir;
    }

    public static void main(String[] args) throws Exception {
        if (Bench.number("HEAP", 0) > 0) {
            heap();
            return;
        }
        Path mbox = generate(ArchiveForm.MBOX, MAILS);
        Archives archives = new Archives(mbox, PEERS ? generate(ArchiveForm.MAILDIR, MAILS) : mbox);
        for (int repeat = 1; repeat <= REPEATS; repeat++) {
            archives.round(Files.createDirectories(Bench.WORK.resolve("round" + repeat)));
            Figures.progress("round " + repeat);
        }
        archives.figures.print();
    }

    private static Path generate(ArchiveForm form, int mails) throws IOException {
        Figures.progress(mails + " mails are written as " + form);
        Path folder = Bench.WORK.resolve(form + "-" + mails);
        return GenerateArchive.write(new Archive(SEED, mails), form, Options.USUAL, folder);
    }

    private void round(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("nikkan.db");
        Run nikkan = nikkan(store, mbox, folder);
        note("nikkan import", nikkan);
        figures.note("octets of the store, of those of the mbox", (double) Files.size(store) / Files.size(mbox), "");
        double packing = bare(store, folder, "packing");
        double bare = bare(store, folder, "ready");
        figures.note("bare insert of the same rows, mails/s", MAILS / bare, "");
        figures.note("the same, hashing and compressing too, mails/s", MAILS / packing, "");
        figures.note("nikkan import / bare insert", bare / nikkan.seconds(), ">= 0.5");
        figures.note("nikkan import / bare insert that packs", packing / nikkan.seconds(), "");
        if (PEERS) {
            peers(folder, nikkan);
        }
        new ProcessBuilder("rm", "-r", folder.toString()).start().waitFor();
    }

    private void peers(Path folder, Run nikkan) throws IOException, InterruptedException {
        peer(
                "python3",
                folder,
                nikkan,
                List.of("python3", "src/bench/peers/index.py", mbox.toString(), folder + "/python.db"));
        Files.writeString(
                folder.resolve("notmuch"),
                "[database]\npath=%s\n[user]\nname=Bench\nprimary_email=bench@example.org\n".formatted(maildir));
        peer("notmuch", folder, nikkan, List.of("notmuch", "--config=" + folder.resolve("notmuch"), "new", "--quiet"));
        peer("mu", folder, nikkan, List.of("mu", "index", "--quiet"));
        publicInbox(folder, nikkan);
        new ProcessBuilder("rm", "-r", maildir + "/.notmuch").start().waitFor();
    }

    /// Compared with the others from its start to its end, the JVM's included.
    private static Run nikkan(Path store, Path archive, Path folder) throws IOException, InterruptedException {
        return timed(
                        folder,
                        Map.of(),
                        List.of(
                                Bench.PRODUCT.resolve("bin/nikkan").toString(),
                                "--store",
                                store.toString(),
                                "import",
                                archive.toString()))
                .orElseThrow();
    }

    private static double bare(Path store, Path folder, String mode) throws IOException, InterruptedException {
        Path copy = folder.resolve(mode + ".db");
        Process process = new ProcessBuilder(
                        Bench.PRODUCT.resolve("runtime/bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx4g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareInsert.class.getName(),
                        store.toString(),
                        copy.toString(),
                        mode,
                        BATCH)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = process.inputReader().lines().toList();
        Bench.run(process, 0);
        Files.delete(copy);
        return Double.parseDouble(said.getFirst()) / 1000;
    }

    private void peer(String name, Path folder, Run nikkan, List<String> command)
            throws IOException, InterruptedException {
        Map<String, String> home = Map.of("HOME", folder.toString(), "XDG_CACHE_HOME", folder + "/cache");
        if (name.equals("mu") && installed("mu")) {
            timed(folder, home, List.of("mu", "init", "--quiet", "--maildir=" + maildir));
        }
        // A Python that is installed for one user is found by his HOME.
        Optional<Run> run = name.equals("python3")
                ? timed(folder, Map.of(), command)
                : installed(name) ? timed(folder, home, command) : Optional.empty();
        if (run.isPresent()) {
            note(name, run.get());
            figures.note("nikkan import / " + name, run.get().seconds() / nikkan.seconds(), "");
        } else if (installed(name)) {
            List<String> said = Files.readAllLines(folder.resolve("said.log"));
            Figures.progress(
                    name + " failed and is left out: " + (said.isEmpty() ? "it said nothing" : said.getLast()));
        } else {
            Figures.progress(name + " is not installed and is left out");
        }
    }

    /// It takes a Maildir in as `public-inbox-watch` does when it starts, and makes its index as it goes.
    private void publicInbox(Path folder, Run nikkan) throws IOException, InterruptedException {
        if (!installed("public-inbox-init")) {
            Figures.progress("public-inbox is not installed and is left out");
            return;
        }
        Map<String, String> home = Map.of("HOME", folder.toString(), "PI_CONFIG", folder + "/public-inbox");
        Path inbox = folder.resolve("inbox");
        timed(
                folder,
                home,
                List.of("public-inbox-init", "-V2", "bench", inbox.toString(), "http://localhost/", "bench@localhost"));
        timed(
                folder,
                home,
                List.of(
                        "git",
                        "config",
                        "-f",
                        folder + "/public-inbox",
                        "publicinbox.bench.watch",
                        "maildir:" + maildir));
        ProcessBuilder builder = new ProcessBuilder("public-inbox-watch")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("public-inbox.log").toFile());
        builder.environment().putAll(home);
        long start = System.nanoTime();
        Process process = builder.start();
        long patience = (long) (nikkan.seconds() * 20 * 1e9);
        while (known(inbox) < MAILS * 99L / 100 && System.nanoTime() - start < patience && process.isAlive()) {
            Bench.pause(1000);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long known = known(inbox);
        Bench.end(process);
        figures.note("public-inbox, mails/s", known / seconds, "");
        figures.note("nikkan import / public-inbox", MAILS / nikkan.seconds() / (known / seconds), "");
    }

    /// How many mails its repository has.
    private static long known(Path inbox) throws IOException, InterruptedException {
        Process count = new ProcessBuilder(
                        "git", "-C", inbox.resolve("git/0.git").toString(), "rev-list", "--count", "--all")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = count.inputReader().readLine();
        count.waitFor();
        return said == null ? 0 : Long.parseLong(said);
    }

    private void note(String name, Run run) {
        figures.note(name + ", mails/s", MAILS / run.seconds(), "");
        figures.note(name + ", processor time, ms/mail", run.cpu() * 1000 / MAILS, "");
        figures.note(name + ", peak memory, MB", run.memory(), "");
    }

    private static boolean installed(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// @return empty if it failed
    private static Optional<Run> timed(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path figures = folder.resolve("time");
        List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-o", figures.toString(), "-f", "%e %U %S %M"));
        timed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(timed)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.log").toFile());
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            return Optional.empty();
        }
        String[] words = Files.readString(figures).strip().split(" ");
        return Optional.of(new Run(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]) + Double.parseDouble(words[2]),
                Double.parseDouble(words[3]) / 1024));
    }

    /// Some 10 MB and 2 GB.
    private static void heap() throws IOException, InterruptedException {
        Figures figures = new Figures();
        for (int mails : List.of(2_500, 500_000)) {
            Path archive = generate(ArchiveForm.MBOX, mails);
            String figure = "peak memory of an import of %d MB, MB".formatted(Files.size(archive) >> 20);
            Path folder = Files.createDirectories(Bench.WORK.resolve("heap" + mails));
            figures.note(
                    figure, nikkan(folder.resolve("nikkan.db"), archive, folder).memory(), "");
        }
        figures.print();
    }
}
