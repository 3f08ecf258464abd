package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.nikkan.fixtures.OnePart;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.Instance;
import dev.nikkan.store.Outbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `send`, without a daemon and beside one.
final class SendCommandTest {
    private static final Day SUNDAY = Day.parse("2026-11-22");
    private static final Day SATURDAY = SUNDAY.previous();

    private final GreenMail mail = new GreenMail(ServerSetup.dynamicPort(ServerSetupTest.SMTP_IMAP));

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        mail.start();
        Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "127.0.0.1"
                port = %d
                security = "none"
                [digest]
                first-day = "2026-11-20"
                [smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                from = "digest@example.org"
                """.formatted(
                        mail.getImap().getPort(), mail.getSmtp().getPort()));
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    void p19_on_a_restored_store_the_day_asked_for_goes_and_nothing_else() throws Exception {
        try (StoreHouse house = new StoreHouse(folder)) {
            new Instance(house.store, new Random(1)).takeOver();
            house.subscribers.add(new EmailAddress("ann@example.org"), Language.EN);
            house.editions.build(SUNDAY, SATURDAY, List.of(), false, new OnePart(Language.EN, "body\r\n"));
        }
        Files.delete(folder.resolve("nikkan.db.instance"));

        CommandRun run = CommandRun.in(folder, "send", "--day", SATURDAY.toString());

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(mail.getReceivedMessages()).as(run.out()).hasSize(1);
        assertThat(mail.getReceivedMessages()[0].getHeader("Message-ID")[0]).contains("20261121");
        assertThat(run.out()).contains("restored from a backup");
    }

    @Test
    void whoever_waits_for_a_daemon_is_told_when_it_ends() throws Exception {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.subscribers.add(new EmailAddress("ann@example.org"), Language.EN);
            DaemonLock daemon = DaemonLock.take(house.store.file(), 4711).orElseThrow();
            CompletableFuture<CommandRun> send =
                    CompletableFuture.supplyAsync(() -> CommandRun.in(folder, "send", "--day", SUNDAY.toString()));
            Outbox outbox = new Outbox(house.store);
            await().until(() -> outbox.progress(SUNDAY).waiting() == 1);

            daemon.close();

            CommandRun run = send.get(10, TimeUnit.SECONDS);
            assertThat(run.status()).isEqualTo(75);
            assertThat(run.out())
                    .contains("A daemon is running on this store; it sends.")
                    .contains("The daemon has ended.")
                    .endsWith("2026-11-22: 0 sent, 0 failed, 1 waiting, 0 unsure, 0 suppressed.\n");
        }
        assertThat(mail.getReceivedMessages()).isEmpty();
    }
}
