package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.app.command.Nikkan;
import dev.nikkan.app.command.World;
import dev.nikkan.fixtures.archive.Archive;
import dev.nikkan.fixtures.archive.ArchiveForm;
import dev.nikkan.fixtures.archive.GenerateArchive;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Mails of 32 years, in every layout and encoding, replied to, forwarded, copied and sent twice, are imported; every
/// row is what the one who made them up knows to be right (P1, P3).
final class GeneratedArchiveTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:30:00Z");

    @TempDir
    private Path folder;

    @Test
    void every_mail_of_a_generated_archive_is_understood_as_its_author_meant_it() throws Exception {
        Path archive = GenerateArchive.write(new Archive(1, 3000), ArchiveForm.MBOX, ArchiveForm.Options.USUAL, folder);

        assertThat(mismatches(archive)).isEmpty();
    }

    static Stream<Arguments> forms() {
        ArchiveForm.Options usual = ArchiveForm.Options.USUAL;
        return Stream.of(
                Arguments.of(ArchiveForm.MAILDIR, usual),
                Arguments.of(ArchiveForm.EML, usual),
                Arguments.of(ArchiveForm.MONTHLY_GZIP, usual),
                Arguments.of(ArchiveForm.MONTHLY_TGZ, usual),
                Arguments.of(ArchiveForm.MBOX, new ArchiveForm.Options(true, true, false)),
                Arguments.of(ArchiveForm.MBOX, new ArchiveForm.Options(false, true, true)),
                Arguments.of(ArchiveForm.MBOX, new ArchiveForm.Options(false, false, false)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void the_form_of_an_archive_makes_no_difference(ArchiveForm form, ArchiveForm.Options options) throws Exception {
        Path archive = GenerateArchive.write(new Archive(2, 150), form, options, folder);

        assertThat(mismatches(archive)).isEmpty();
    }

    private List<String> mismatches(Path archive) throws Exception {
        Path store = folder.resolve("nikkan.db");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8);
        World world = new World(InputStream.nullInputStream(), out, out, false, Map.of(), () -> NOW, List.of());
        int status = new Nikkan(world)
                .run("--store", store.toString(), "import", "--list", "ietf-announce.ietf.org", archive.toString());
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
        try (KnownAnswers answers = new KnownAnswers(store)) {
            return answers.compare(folder.resolve(GenerateArchive.ANSWERS));
        }
    }
}
