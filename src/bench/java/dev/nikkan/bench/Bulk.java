package dev.nikkan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// A full mailbox on a real server, taken over by the packaged daemon, by `mbsync` into a Maildir, and, as a bound, the
/// same rows inserted by a bare program without a network.
final class Bulk {
    private static final int MAILS = Bench.number("MAILS", 10_000);
    private static final int REPEATS = Bench.number("REPEATS", 5);

    private Bulk() {}

    public static void main(String[] args) throws Exception {
        Figures figures = new Figures();
        try (Dovecot dovecot = new Dovecot()) {
            LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
            Mails.write(dovecot.maildir("bench"), 0, MAILS, yesterday);
            dovecot.own();
            mbsync(dovecot, 0); // fills the server's index
            for (int repeat = 1; repeat <= REPEATS; repeat++) {
                Path home = Bench.household("bulk" + repeat, dovecot.port(), 9, "");
                double mbsync = mbsync(dovecot, repeat);
                double working = daemon(home, figures);
                double whole = figures.last("daemon, from its start, mails/s");
                double packing = bare(home, "packing");
                double bare = bare(home, "ready");
                figures.note("bare insert of the same rows, mails/s", bare, "");
                figures.note("the same, hashing and compressing too, mails/s", packing, "");
                figures.note("mbsync at its defaults, mails/s", mbsync, "");
                figures.note("daemon from its start / mbsync", whole / mbsync, ">= 1.5");
                figures.note("daemon from its start / bare insert", whole / bare, ">= 0.4");
                figures.note("daemon from its first batch / bare insert", working / bare, "");
                figures.note("daemon from its start / bare insert that packs", whole / packing, "");
                figures.note("daemon from its first batch / bare insert that packs", working / packing, "");
                Figures.progress("repeat %d: mbsync %.0f, daemon %.0f (%.0f), bare %.0f mails/s"
                        .formatted(repeat, mbsync, whole, working, bare));
                new ProcessBuilder("rm", "-r", home.toString()).start().waitFor();
            }
        }
        figures.print();
    }

    /// @return mails a second
    private static double mbsync(Dovecot dovecot, int repeat) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Bench.WORK.resolve("mbsync" + repeat));
        Path rc = Files.writeString(
                folder.resolve("rc"), """
                IMAPAccount bench
                Host 127.0.0.1
                Port %d
                User bench
                Pass %s
                SSLType None
                AuthMechs LOGIN

                IMAPStore far
                Account bench

                MaildirStore near
                Inbox %2$s/INBOX
                Path %2$s/

                Channel bench
                Far :far:
                Near :near:
                Sync Pull
                Create Near
                SyncState *
                """.replace("%2$s", folder.toString()).formatted(dovecot.port(), Bench.PASSWORD));
        long start = System.nanoTime();
        Bench.run(
                new ProcessBuilder("mbsync", "-q", "-c", rc.toString(), "bench")
                        .inheritIO()
                        .start(),
                0);
        double rate = MAILS * 1000 / Bench.millisSince(start);
        new ProcessBuilder("rm", "-r", folder.toString()).start().waitFor();
        return rate;
    }

    /// @return mails a second once it had committed a first batch
    private static double daemon(Path home, Figures figures) throws Exception {
        long start = System.nanoTime();
        Process daemon = Bench.nikkan(home, "run");
        try (StoreView store = StoreView.open(home.resolve("nikkan.db"))) {
            Bench.await("a first batch is stored", 5_000, () -> store.mails() > 0);
            long first = store.mails();
            long working = System.nanoTime();
            Bench.await("all mails are stored and read", 20_000, () -> store.has(MAILS));
            double rate = (MAILS - first) * 1000 / Bench.millisSince(working);
            figures.note("daemon, from its start, mails/s", MAILS * 1000 / Bench.millisSince(start), "");
            figures.note("daemon, from its first batch, mails/s", rate, "");
            figures.note("daemon's processor time from its start, ms/mail", Bench.cpuMillis(daemon) / MAILS, "");
            return rate;
        } finally {
            Bench.end(daemon);
        }
    }

    /// @return mails a second
    private static double bare(Path home, String mode) throws IOException, InterruptedException {
        Path store = home.resolve("nikkan.db");
        Process process = new ProcessBuilder(
                        Bench.PRODUCT.resolve("runtime/bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareInsert.class.getName(),
                        store.toString(),
                        home.resolve(mode + ".db").toString(),
                        mode,
                        "250")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = process.inputReader().lines().toList();
        Bench.run(process, 0);
        return MAILS * 1000 / Double.parseDouble(said.getFirst());
    }
}
