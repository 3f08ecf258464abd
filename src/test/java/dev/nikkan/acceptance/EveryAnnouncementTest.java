package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.fixtures.archive.Archive;
import dev.nikkan.fixtures.archive.ArchiveForm;
import dev.nikkan.fixtures.archive.GenerateArchive;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.intake.archive.MailArchive;
import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.model.Origin;
import dev.nikkan.render.Renderer;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Incoming;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a made-up archive of 32 years to the digest of its fullest days: what the store has of a day, the digest lists.
final class EveryAnnouncementTest {
    private final Renderer renderer = new Renderer(Templates.builtIn(), Optional.empty());
    private final SignalFinder finder = new SignalFinder(SignalSettings.builtIn());

    @TempDir
    private Path folder;

    @Test
    void p7_every_post_that_the_store_has_of_a_day_is_listed_once_over_all_parts() throws Exception {
        Path archive = GenerateArchive.write(new Archive(7, 2000), ArchiveForm.MBOX, ArchiveForm.Options.USUAL, folder);
        try (StoreHouse house = new StoreHouse(folder)) {
            importInto(house, archive);

            List<String> days = house.query("SELECT day FROM v_day ORDER BY posts DESC, day LIMIT 12");
            for (String day : days) {
                List<String> posts = house.query(
                        "SELECT draft || '-' || revision FROM v_draft_post WHERE day = '%s'".formatted(day));
                Digest digest = Digest.of(house.editions.inHistory(Day.parse(day)), finder);
                List<DigestPart> parts = renderer.divide(digest, 1).parts();

                assertThat(posts).hasSizeGreaterThan(1);
                for (Language language : Language.values()) {
                    for (String post : posts) {
                        assertThat(parts.stream().map(part -> times(post, renderer.text(part, language))))
                                .as(post + " on " + day)
                                .filteredOn(times -> times > 0)
                                .containsExactly(2);
                    }
                }
            }
        }
    }

    private static void importInto(StoreHouse house, Path archive) throws Exception {
        Intake intake = new Intake(house.mails, TrustSettings.DEFAULT, Optional.empty(), FaultPoints.INERT);
        new MailArchive(
                        mail -> intake.accept(List.of(
                                new Incoming(mail.octets(), Optional.empty(), Origin.IMPORT, mail.separatorDate()))),
                        _ -> {})
                .read(archive);
    }

    private static int times(String post, String page) {
        return (int) Pattern.compile("(?<![\\w/=-])" + Pattern.quote(post) + "(?![\\w-])")
                .matcher(page)
                .results()
                .count();
    }
}
