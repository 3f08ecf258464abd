package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.store.Access;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.Editions;
import dev.nikkan.store.SourceLog;
import dev.nikkan.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands that work with `--store` and no configuration at all.
final class StoreCommandsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name_the_store() {
        file = folder.resolve("nikkan.db");
    }

    private CommandRun run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--store";
        all[args.length + 1] = file.toString();
        return CommandRun.in(folder, all);
    }

    private void makeStore() {
        Store.open(file, Access.CREATE, FaultPoints.INERT).close();
    }

    @Test
    void a_subscriber_is_active_at_once() {
        CommandRun added = run("subscribers", "add", "reader@Example.org", "--language", "en");

        assertThat(added.status()).isZero();
        assertThat(run("subscribers", "list").out()).isEqualTo("reader@example.org\ten\n");
    }

    @Test
    void a_subscriber_who_chose_no_language_gets_that_of_the_configuration() {
        run("subscribers", "add", "reader@example.org");

        assertThat(run("subscribers", "list").out()).endsWith("\tja\n");
    }

    @Test
    void adding_again_changes_the_language_and_makes_no_second_subscriber() {
        run("subscribers", "add", "reader@example.org");

        CommandRun again = run("subscribers", "add", "reader@example.org", "--language", "en");

        assertThat(again.out()).contains("already");
        assertThat(run("subscribers", "list").out()).isEqualTo("reader@example.org\ten\n");
    }

    @Test
    void a_removed_subscriber_is_no_longer_listed() {
        run("subscribers", "add", "reader@example.org");

        CommandRun removed = run("subscribers", "remove", "reader@example.org");

        assertThat(removed.status()).isZero();
        assertThat(run("subscribers", "list").out()).isEmpty();
    }

    @Test
    void removing_an_unknown_address_is_an_error_that_says_so() {
        makeStore();

        CommandRun run = run("subscribers", "remove", "stranger@example.org");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("stranger@example.org is no subscriber");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a b@example.org", "x@example.org\r\nRCPT TO:<y@example.org>", "日本@example.org"})
    void a_malformed_address_is_bad_input(String address) {
        CommandRun run = run("subscribers", "add", address);

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("is no e-mail address").hasLineCount(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void an_impossible_language_is_a_usage_error() {
        CommandRun run = run("subscribers", "add", "reader@example.org", "--language", "fr");

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).contains("\"fr\" is not one of ja, en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribers list", "status", "digest --day 2026-11-22", "backup copy.db"})
    void a_store_that_is_not_there_is_no_input(String command) {
        CommandRun run = run(command.split(" ", -1));

        assertThat(run.status()).isEqualTo(66);
        assertThat(run.err()).contains("There is no store at " + file);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribers list", "subscribers add a@example.org", "status", "digest --day 2026-11-22"})
    void a_file_that_is_no_store_is_bad_input(String command) throws Exception {
        Files.writeString(file, "this is no database, and was never meant to be one\n".repeat(100));

        CommandRun run = run(command.split(" ", -1));

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("not a Nikkan store");
    }

    @Test
    void a_backup_is_a_store_that_only_its_owner_reads() throws Exception {
        run("subscribers", "add", "reader@example.org");
        Path copy = folder.resolve("copy.db");

        CommandRun run = run("backup", copy.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith(copy.toString()).contains("checked");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThat(CommandRun.in(folder, "subscribers", "list", "--store", copy.toString())
                        .out())
                .isEqualTo("reader@example.org\tja\n");
    }

    @Test
    void a_backup_of_a_damaged_store_leaves_no_file_that_looks_like_one() throws Exception {
        makeStore();
        byte[] octets = Files.readAllBytes(file);
        Arrays.fill(octets, 4096, octets.length, (byte) 0x55);
        Files.write(file, octets);
        Path copy = folder.resolve("copy.db");

        CommandRun run = run("backup", copy.toString());

        assertThat(run.status()).isEqualTo(65);
        assertThat(copy).doesNotExist();
    }

    @Test
    void a_backup_never_overwrites() throws Exception {
        makeStore();
        Path copy = Files.writeString(folder.resolve("copy.db"), "precious");

        CommandRun run = run("backup", copy.toString());

        assertThat(run.status()).isEqualTo(74);
        assertThat(copy).hasContent("precious");
    }

    @Test
    void status_says_how_many_subscribers_there_are_in_each_state() throws Exception {
        run("subscribers", "add", "one@example.org");
        run("subscribers", "add", "two@example.org");
        run("subscribers", "remove", "two@example.org");
        run("subscribers", "add", "three@example.org");
        run("subscribers", "forget", "three@example.org");

        CommandRun run = run("status", "--json");

        JsonNode counts = new ObjectMapper().readTree(run.out()).at("/subscribers");
        assertThat(counts).isEqualTo(new ObjectMapper().readTree("{\"active\": 1, \"off\": 1}"));
        assertThat(run("status").out()).contains("subscribers   active 1, off 1");
    }

    @Test
    void status_of_a_store_that_no_daemon_has_used_is_in_order() throws Exception {
        makeStore();

        CommandRun run = run("status", "--json");

        assertThat(run.status()).isZero();
        JsonNode status = new ObjectMapper().readTree(run.out());
        assertThat(status.at("/ok").asBoolean()).isTrue();
        assertThat(status.at("/daemon/running").asBoolean()).isFalse();
        assertThat(status.at("/today/day").asText()).isEqualTo("2026-11-23");
        assertThat(status.at("/today/balanced").asBoolean()).isTrue();
        assertThat(run("status").out()).contains("daemon        not running", "outbox        empty");
    }

    @Test
    void status_counts_the_announcements_of_no_known_kind() throws Exception {
        try (StoreHouse house = new StoreHouse(folder)) {
            house.fetched(Examples.event("Bluebells"), "2026-11-21T10:00:00Z");
        }

        JsonNode status = new ObjectMapper().readTree(run("status", "--json").out());

        assertThat(status.at("/unknown_kinds/count").asInt()).isEqualTo(1);
        assertThat(status.at("/unknown_kinds/latest").asText()).isEqualTo("Bluebells");
        assertThat(run("status").out())
                .contains("announcements of no known kind: 1 in the last 28 days, latest: Bluebells");
    }

    @Test
    void status_fails_when_a_listener_has_been_silent_too_long() {
        makeStore();
        heardOf("me@imap.example.org", CommandRun.NOW.minus(Duration.ofMinutes(11)));

        CommandRun run = run("status");

        assertThat(run.status()).isEqualTo(69);
        assertThat(run.out()).contains("OVERDUE       me@imap.example.org/INBOX has not answered since");
    }

    @Test
    void status_is_content_with_a_listener_that_was_heard() {
        makeStore();
        heardOf("me@imap.example.org", CommandRun.NOW.minus(Duration.ofMinutes(9)));

        assertThat(run("status").status()).isZero();
    }

    @Test
    void status_fails_when_a_digest_is_overdue() {
        makeStore();
        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            new Editions(store, () -> CommandRun.NOW, FaultPoints.INERT).firstDay(Day.parse("2026-11-21"));
        }

        CommandRun run = run("status", "--json");

        assertThat(run.status()).isEqualTo(69);
        assertThat(run.out()).contains("the digest of 2026-11-21 is overdue", "the digest of 2026-11-22 is overdue");
    }

    @Test
    void status_fails_when_a_digest_since_the_configured_first_day_is_overdue() throws Exception {
        makeStore();
        Path configuration = Files.writeString(folder.resolve("nikkan.toml"), """
                [digest]
                first-day = "2026-11-22"
                """);

        CommandRun run = run("-c", configuration.toString(), "status");

        assertThat(run.status()).as(run.err()).isEqualTo(69);
        assertThat(run.out())
                .contains("OVERDUE       the digest of 2026-11-22 is overdue")
                .doesNotContain("2026-11-21 is");
    }

    @Test
    void status_fails_when_the_daemon_that_is_configured_does_not_run() throws Exception {
        makeStore();
        heardOf("me@imap.example.org", CommandRun.NOW);
        Path configuration = Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "imap.example.org"
                user = "me"
                """);

        CommandRun down = run("-c", configuration.toString(), "status");
        assertThat(down.status()).as(down.out() + down.err()).isEqualTo(69);
        assertThat(down.out()).contains("OVERDUE       no daemon is running on this store");

        try (DaemonLock _ = DaemonLock.take(file, 4711).orElseThrow()) {
            assertThat(run("-c", configuration.toString(), "status").out()).doesNotContain("no daemon is running");
        }
    }

    @Test
    void days_to_come_cannot_be_skipped() {
        makeStore();

        CommandRun run = run("send", "--skip-before", "2027-11-23");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("2027-11-23 has not begun");
    }

    private void heardOf(String account, Instant at) {
        try (Store store = Store.open(file, Access.WRITE, FaultPoints.INERT)) {
            SourceLog log = new SourceLog(store, () -> at);
            log.entered(account, "INBOX", SourceLog.State.IDLING);
            log.answered(account, "INBOX");
        }
    }

    @Test
    void the_digest_of_a_day_without_mail_is_the_quiet_days() {
        makeStore();

        CommandRun run = run("digest", "--day", "2026-11-22");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Internet-Draft: 0件", "RFC: 0件");
    }

    @ParameterizedTest
    @ValueSource(strings = {"markdown", "html", "text", "json", "eml"})
    void a_digest_has_every_format_in_both_languages(String format) {
        makeStore();

        for (String language : new String[] {"ja", "en"}) {
            CommandRun run = run("digest", "--day", "2026-11-23", "--language", language, "--format", format);

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).isNotBlank();
        }
    }

    @Test
    void digest_writes_files_and_prints_their_paths() {
        makeStore();
        Path output = folder.resolve("out/put");

        CommandRun run = run(
                "digest", "--day", "2026-11-22", "--language", "en", "--format", "html", "--output", output.toString());

        Path page = output.resolve("nikkan-2026-11-22-en.html");
        assertThat(run.out()).isEqualTo(page + "\n");
        assertThat(page).content().contains("lang=\"en\"");
    }

    @Test
    void an_impossible_day_is_a_usage_error() {
        CommandRun run = run("digest", "--day", "2026-02-30");

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).contains("\"2026-02-30\" is no day of the calendar");
    }

    @Test
    void an_impossible_format_is_a_usage_error() {
        assertThat(run("digest", "--day", "2026-11-22", "--format", "pdf").status())
                .isEqualTo(64);
    }

    @Test
    void a_day_to_come_is_bad_input_and_today_is_not() {
        makeStore();

        assertThat(run("digest", "--day", "2026-11-24").status()).isEqualTo(65);
        assertThat(run("digest", "--day", "2026-11-23").status()).isZero();
    }
}
