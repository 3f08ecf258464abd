package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.intake.archive.MailArchive;
import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.model.Origin;
import dev.nikkan.render.Renderer;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Incoming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Days rebuilt from captured announcements, from the mails' octets to the digest's text. The corpus is no part of the
/// source.
final class DayFromCorpusTest {
    private static final Path CORPUS = Path.of("..", "shared", "corpus");

    /// @param posts the count of drafts, with the number left open
    /// @param listOfDrafts the heading between index and entries
    private record Wording(String posts, String rfcs, String listOfDrafts) {
        private static Wording of(Language language) {
            return switch (language) {
                case EN -> new Wording("Internet-Drafts: %d", "RFCs: %d", "POSTED INTERNET-DRAFTS");
                case JA -> new Wording("Internet-Draft: %d件", "RFC: %d件", "■ 投稿されたInternet-Draft");
            };
        }
    }

    private final Renderer renderer = new Renderer(Templates.builtIn(), Optional.empty());

    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void import_the_corpus() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus beside the source");
        house = new StoreHouse(folder);
        Intake intake = new Intake(house.mails, TrustSettings.DEFAULT, Optional.empty(), FaultPoints.INERT);
        new MailArchive(
                        mail -> intake.accept(List.of(
                                new Incoming(mail.octets(), Optional.empty(), Origin.IMPORT, mail.separatorDate()))),
                        _ -> {})
                .read(CORPUS);
    }

    @AfterEach
    void close() {
        if (house != null) {
            house.close();
        }
    }

    @Test
    void every_mail_is_in_its_days_account_and_every_account_balances() {
        assertThat(house.query("SELECT count(*) FROM v_message WHERE status = 'pending'"))
                .containsExactly("0");
        assertThat(house.query("SELECT sum(messages) FROM v_day"))
                .isEqualTo(house.query("SELECT count(*) FROM v_message"));
        assertThat(house.query("SELECT day FROM v_day WHERE NOT balanced")).isEmpty();
    }

    @Test
    void each_revision_of_a_day_stands_once_in_the_index_and_once_as_entry() {
        Map<Day, List<String>> revisions =
                house.query("SELECT day, draft || '-' || revision FROM v_draft_post").stream()
                        .map(row -> row.split("\\|"))
                        .collect(Collectors.groupingBy(
                                row -> Day.parse(row[0]), Collectors.mapping(row -> row[1], Collectors.toList())));
        assertThat(revisions).hasSizeGreaterThan(3);

        revisions.forEach((day, names) -> {
            Digest digest = Digest.of(house.editions.content(day));
            assertThat(digest.posts()).isEqualTo(names.size());
            for (Language language : Language.values()) {
                requireEachTwice(digest, names, language);
            }
        });
    }

    private void requireEachTwice(Digest digest, List<String> names, Language language) {
        Wording wording = Wording.of(language);
        String text = text(digest, language);
        assertThat(text.lines())
                .anyMatch(line -> line.startsWith(wording.posts().formatted(names.size())))
                .contains(wording.rfcs().formatted(digest.account().rfcs()));
        String[] indexAndEntries = text.split(wording.listOfDrafts(), 2);
        assertThat(indexAndEntries).hasSize(2);
        assertThat(names)
                .allSatisfy(name -> assertThat(indexAndEntries)
                        .as("%s in the index and in the entries of %s:%n%s", name, digest.day(), text)
                        .allSatisfy(half -> assertThat(half).containsOnlyOnce(name)));
    }

    /// A day's one part, without addresses, whose names are not meant.
    private String text(Digest digest, Language language) {
        List<DigestPart> parts = renderer.divide(digest, 0).parts();
        assertThat(parts).hasSize(1);
        return renderer.text(parts.getFirst(), language).replaceAll("https?://\\S+", "");
    }
}
