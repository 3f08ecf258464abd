package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.archive.Archive;
import dev.nikkan.fixtures.archive.ArchiveForm;
import dev.nikkan.fixtures.archive.GenerateArchive;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program imports a generated archive and is killed again and again; in the end nothing is lost, nothing
/// is doubled, and every row is right (P1, P13). `-Dnikkan.mails`, `-Dnikkan.kills` and `-Dnikkan.seed` say how much
/// and which; `src/bench/archive.sh` runs it with 200,000 mails.
///
/// A mail that two kills have caught while it was read is set aside, since it might be what ended the process; it is
/// read again at the operator's word. So few are that all of them may be innocent.
///
/// Each run lasts a random time, up to one that follows the machine: longer after a run that got nowhere, shorter after
/// one that did.
final class GeneratedArchiveIT {
    private static final Path PROGRAM = Path.of("target", "nikkan", "bin", "nikkan");
    private static final int MAILS = Integer.getInteger("nikkan.mails", 20_000);
    private static final int KILLS = Integer.getInteger("nikkan.kills", 20);
    private static final int MOST_CAUGHT = 2;

    @TempDir
    private Path folder;

    @Test
    void p1_p13_an_import_killed_again_and_again_ends_as_if_it_had_not_been() throws Exception {
        long seed = Long.getLong("nikkan.seed", System.nanoTime());
        System.out.printf("%d mails, %d kills, -Dnikkan.seed=%d%n", MAILS, KILLS, seed);
        Path archive =
                GenerateArchive.write(new Archive(seed, MAILS), ArchiveForm.MBOX, ArchiveForm.Options.USUAL, folder);
        Path store = folder.resolve("nikkan.db");
        Random random = new Random(seed);

        int killed = 0;
        long longest = 1_500;
        while (killed < KILLS) {
            long before = newest(store);
            Process running = start(store, archive);
            if (running.waitFor(random.nextLong(longest), TimeUnit.MILLISECONDS)) {
                assertThat(running.exitValue()).as(this::said).isZero();
                break;
            }
            running.destroyForcibly().waitFor();
            killed++;
            longest = newest(store) == before ? longest * 5 / 4 : Math.max(500, longest * 3 / 4);
        }
        Process last = start(store, archive);

        assertThat(last.waitFor()).as(this::said).isZero();
        int caught = caughtTwice(store);
        System.out.printf("%d kills before the import's end, %d mails caught by two%n", killed, caught);
        assertThat(killed).isGreaterThan(KILLS / 4);
        assertThat(caught).isLessThanOrEqualTo(MOST_CAUGHT);
        if (caught > 0) {
            Process retry = start("--store", store.toString(), "quarantine", "retry", "--all");
            assertThat(retry.waitFor()).as(this::said).isZero();
        }
        try (KnownAnswers answers = new KnownAnswers(store)) {
            assertThat(answers.compare(folder.resolve(GenerateArchive.ANSWERS))).isEmpty();
        }
    }

    private static int caughtTwice(Path store) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM message WHERE cause = 'unfinished'")) {
            return row.getInt(1);
        }
    }

    private static long newest(Path store) throws SQLException {
        if (!Files.exists(store)) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) FROM message")) {
            return row.getLong(1);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("no such table")) {
                return 0; // it is being made
            }
            throw e;
        }
    }

    private Process start(Path store, Path archive) throws IOException {
        return start("--store", store.toString(), "import", "--list", "ietf-announce.ietf.org", archive.toString());
    }

    private Process start(String... arguments) throws IOException {
        File log = folder.resolve("import.log").toFile();
        return new ProcessBuilder(Stream.concat(Stream.of(PROGRAM.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("import.log"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
