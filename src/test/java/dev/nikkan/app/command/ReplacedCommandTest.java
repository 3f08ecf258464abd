package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplacedCommandTest {
    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void two_drafts_are_stored() {
        house = new StoreHouse(folder);
        house.imported(Examples.post("draft-smith-lantern-00"), "2024-01-10T12:00:00Z");
        house.imported(Examples.post("draft-ietf-tls-kite-00"), "2024-05-10T12:00:00Z");
    }

    /// The daemon has the store open meanwhile.
    @AfterEach
    void close() {
        house.close();
    }

    private CommandRun run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--store";
        all[args.length + 1] = house.file.toString();
        return CommandRun.in(folder, all);
    }

    @Test
    void a_word_is_said_turned_and_taken_back() {
        CommandRun said = run("replaced", "draft-smith-lantern-00.txt", "--by", "draft-ietf-tls-kite");
        CommandRun turned = run("replaced", "draft-smith-lantern", "--by", "draft-ietf-tls-kite", "--not");
        CommandRun taken = run("replaced", "draft-smith-lantern", "--by", "draft-ietf-tls-kite", "--forget");

        assertThat(said.out())
                .isEqualTo("draft-smith-lantern was replaced by draft-ietf-tls-kite (the operator's word)\n");
        assertThat(turned.out()).isEqualTo("draft-smith-lantern was not replaced\n");
        assertThat(taken.status()).as(taken.err()).isZero();
        assertThat(run("replaced", "draft-smith-lantern", "--by", "draft-ietf-tls-kite", "--forget")
                        .status())
                .isEqualTo(65);
    }

    @Test
    void an_unknown_draft_is_no_input_and_the_nearest_is_named() {
        CommandRun run = run("replaced", "draft-smith-latern", "--by", "draft-ietf-tls-kite");

        assertThat(run.status()).isEqualTo(66);
        assertThat(run.err())
                .contains("Nothing is stored of draft-smith-latern. Did you mean draft-smith-lantern")
                .hasLineCount(1);
    }

    @Test
    void what_is_no_name_and_what_replaces_itself_is_bad_input() {
        assertThat(run("replaced", "rfc 9999", "--by", "draft-ietf-tls-kite").status())
                .isEqualTo(65);
        assertThat(run("replaced", "draft-smith-lantern_x", "--by", "draft-ietf-tls-kite")
                        .status())
                .isEqualTo(65);
        assertThat(run("replaced", "draft-ietf-tls-kite", "--by", "draft-ietf-tls-kite")
                        .status())
                .isEqualTo(65);
    }

    @Test
    void a_circle_is_refused_with_the_way_out() {
        run("replaced", "draft-smith-lantern", "--by", "draft-ietf-tls-kite");

        CommandRun run = run("replaced", "draft-ietf-tls-kite", "--by", "draft-smith-lantern");

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("nikkan replaced draft-smith-lantern --by draft-ietf-tls-kite --not");
    }

    @Test
    void a_word_and_its_taking_back_at_once_are_a_usage_error() {
        assertThat(run("replaced", "a", "--by", "b", "--not", "--forget").status())
                .isEqualTo(64);
        assertThat(run("replaced", "draft-smith-lantern").status()).isEqualTo(64);
    }
}
