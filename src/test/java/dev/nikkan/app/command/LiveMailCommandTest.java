package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.model.Origin;
import dev.nikkan.store.Incoming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// P12: commands that read live mail read it under the rules of trust of the daemon.
final class LiveMailCommandTest {
    private static final String MAIL = """
            Authentication-Results: mx.example.org; dmarc=pass header.from=ietf.org
            Received: from mail2.ietf.org by mx.example.org; Sun, 22 Nov 2026 12:00:05 +0000
            From: internet-drafts@ietf.org
            Date: Sun, 22 Nov 2026 12:00:00 +0000
            Message-ID: <1@example.org>
            List-Id: <i-d-announce.ietf.org>
            To: <i-d-announce@ietf.org>
            Subject: I-D Action: draft-ietf-quic-http-07.txt

            Internet-Draft draft-ietf-quic-http-07.txt is now available.

               Title:   HTTP
               Authors: A. Author
               Name:    draft-ietf-quic-http-07.txt
               Pages:   7
               Dates:   2026-11-22
            """;

    @TempDir
    private Path folder;

    private void trust(String authservId) throws IOException {
        Files.writeString(folder.resolve("nikkan.toml"), "[trust]\nauthserv-id = \"" + authservId + "\"\n");
    }

    /// As a daemon does when it starts.
    private static void rule(StoreHouse house) {
        house.mails.noteRules(
                new TrustSettings(TrustSettings.DEFAULT.lists(), Optional.of("mx.example.org")).fingerprint());
    }

    private List<String> standing() {
        try (StoreHouse house = new StoreHouse(folder)) {
            return house.query("SELECT status, cause FROM message");
        }
    }

    @Test
    void p12_mail_that_was_judged_under_a_wrong_name_is_judged_again_under_the_right_one() throws Exception {
        // given
        try (StoreHouse house = new StoreHouse(folder)) {
            TrustSettings wrong = new TrustSettings(TrustSettings.DEFAULT.lists(), Optional.of("mx.exmaple.org"));
            Intake intake = new Intake(house.mails, wrong, Optional.empty(), FaultPoints.INERT);
            house.add(MAIL, Origin.MAILBOX);
            intake.resume();
        }
        assertThat(standing()).containsExactly("quarantined|unverified");

        // when
        trust("mx.exmaple.org");
        CommandRun vain = CommandRun.in(folder, "quarantine", "retry", "--unverified");

        // then
        assertThat(vain.out()).isEqualTo("1 to be read again\n1 are set aside now\n");

        // when
        trust("mx.example.org");
        CommandRun all = CommandRun.in(folder, "quarantine", "retry", "--all");
        CommandRun unverified = CommandRun.in(folder, "quarantine", "retry", "--unverified");

        // then
        assertThat(all.out()).startsWith("0 to be read again\n");
        assertThat(unverified.out()).isEqualTo("1 to be read again\n0 are set aside now\n");
        assertThat(standing()).containsExactly("parsed|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reparse", "reparse --dry-run", "quarantine retry --all", "quarantine retry --unverified"})
    void p12_without_the_daemons_configuration_live_mail_is_not_judged_again(String command) {
        try (StoreHouse house = new StoreHouse(folder)) {
            rule(house);
            house.add(MAIL, Origin.MAILBOX);
        }

        CommandRun run = CommandRun.in(folder, (command + " --store " + folder.resolve("nikkan.db")).split(" ", -1));

        assertThat(run.status()).isEqualTo(78);
        assertThat(run.err()).contains("under a [trust] of its own", "-c FILE").hasLineCount(1);
        assertThat(standing()).containsExactly("pending|");
    }

    @Test
    void p12_an_import_without_the_daemons_configuration_leaves_live_mail_to_the_daemon() throws Exception {
        // given
        try (StoreHouse house = new StoreHouse(folder)) {
            rule(house);
            house.add(MAIL, Origin.MAILBOX);
            house.mails.add(List.of(new Incoming(
                    Examples.octets(MAIL.replace("http-07", "http-08")),
                    Optional.empty(),
                    Origin.IMPORT,
                    Optional.empty())));
        }
        Path mail = Files.writeString(folder.resolve("a.eml"), MAIL.replace("http-07", "http-09"));

        // when
        CommandRun run =
                CommandRun.in(folder, "--store", folder.resolve("nikkan.db").toString(), "import", mail.toString());

        // then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(standing()).containsExactly("pending|", "parsed|", "parsed|");
    }

    @Test
    void under_the_rules_of_an_empty_configuration_a_store_alone_is_enough() {
        // given
        try (StoreHouse house = new StoreHouse(folder)) {
            house.mails.noteRules(TrustSettings.DEFAULT.fingerprint());
            house.add(MAIL, Origin.MAILBOX);
        }

        // when
        CommandRun run = CommandRun.in(
                folder, "--store", folder.resolve("nikkan.db").toString(), "quarantine", "retry", "--all");

        // then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(standing()).containsExactly("parsed|");
    }
}
