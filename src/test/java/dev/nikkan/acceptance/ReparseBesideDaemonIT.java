package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.acceptance.DaemonHouse.Plan;
import dev.nikkan.acceptance.DaemonHouse.Servers;
import dev.nikkan.fixtures.Dovecot;
import dev.nikkan.fixtures.Run;
import dev.nikkan.fixtures.SmtpSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged `reparse` works through a large store while the packaged daemon listens to a real Dovecot.
final class ReparseBesideDaemonIT {
    /// So many that mail comes in while they are read again.
    private static final int OLD = 6_000;
    /// Far from those that Dovecot delivers, which count from 1.
    private static final int FIRST_OLD = 100_000;

    private static final Instant LONG_AGO = Instant.parse("2026-01-16T10:00:00Z");
    /// Dovecot tells of a new mail after half a second, and the store's lock is waited for ten.
    private static final Duration AS_USUAL = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Servers servers;
    private DaemonHouse house;

    @BeforeEach
    void open() throws Exception {
        servers = new Servers(Dovecot.start(), SmtpSink.start());
        house = new DaemonHouse(folder, "reparse", servers, new Plan(1, 1, 0));
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        servers.imap().close();
        servers.smtp().close();
    }

    /// An archive that an older, poorer parser has read.
    private void importOldMail() throws Exception {
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < OLD; i++) {
            mbox.append("From - Fri Jan 16 10:00:00 2026\n")
                    .append(Announcements.ofDraft(FIRST_OLD + i, LONG_AGO).replace("\r", ""))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("old.mbox"), mbox);
        assertThat(house.run("import", file.toString()).status()).isZero();
        house.execute("UPDATE message SET parser = 0");
        house.execute("UPDATE draft_post SET title = 'old', pages = NULL");
    }

    private CompletableFuture<Run> reparse() {
        return CompletableFuture.supplyAsync(() -> house.run("reparse"));
    }

    private void awaitRereading() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> house.query("SELECT value FROM meta WHERE key = 'rereading'").stream()
                        .anyMatch(mark -> !mark.contains(" 0 ")));
    }

    private List<String> stored(int mails) {
        return house.query("SELECT status FROM v_message WHERE message_id = '%d@example.net'".formatted(mails));
    }

    @Test
    void p1_p14_mail_that_comes_meanwhile_is_stored_as_soon_as_ever_and_nothing_is_lost() throws Exception {
        importOldMail();
        house.deliver(3);
        house.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> !stored(3).isEmpty());

        CompletableFuture<Run> reparse = reparse();
        awaitRereading();
        house.deliver(1);
        await().atMost(AS_USUAL)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stored(4).equals(List.of("parsed")));

        assertThat(reparse).as("still at work when the mail was stored").isNotDone();
        assertThat(reparse.get().status()).as(reparse.get().toString()).isZero();
        assertThat(house.query("SELECT count(*) FROM v_draft_post WHERE title LIKE 'Proposal%' AND pages = 7"))
                .containsExactly(String.valueOf(OLD + house.delivered()));
        assertThat(house.query("SELECT day FROM v_day WHERE NOT balanced")).isEmpty();
        assertThat(house.query("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(house.said()).doesNotContain("WARN", "ERROR");
    }

    @Test
    void of_two_at_once_one_reads_everything_and_the_other_says_so_or_finds_it_done() throws Exception {
        importOldMail();

        CompletableFuture<Run> first = reparse();
        awaitRereading();
        CompletableFuture<Run> second = reparse();

        List<Run> runs = List.of(first.get(), second.get());
        assertThat(runs).extracting(Run::status).contains(0).isSubsetOf(0, 75);
        assertThat(runs)
                .filteredOn(run -> run.status() == 75)
                .allSatisfy(run -> assertThat(run.err()).contains("Another `nikkan reparse` is at work on "));
        assertThat(house.query("SELECT count(*) FROM v_draft_post WHERE title LIKE 'Proposal%'"))
                .containsExactly(String.valueOf(OLD));
        assertThat(house.query("SELECT value FROM meta WHERE key = 'rereading'"))
                .isEmpty();
    }
}
