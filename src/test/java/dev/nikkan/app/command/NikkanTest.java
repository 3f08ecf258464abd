package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.DkimKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What holds for every command.
final class NikkanTest {
    @TempDir
    private Path folder;

    @Test
    void without_a_command_the_help_goes_to_standard_error() {
        CommandRun run = CommandRun.in(folder);

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Commands:", "check", "demo");
    }

    @Test
    void the_help_goes_to_standard_output() {
        CommandRun run = CommandRun.in(folder, "--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: nikkan [-c FILE]", "check", "completion", "demo");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_version_names_program_commit_java_and_sqlite() {
        CommandRun run = CommandRun.in(folder, "--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).containsPattern("""
                nikkan \\d+\\.\\d+\\.\\d+.*
                commit ([0-9a-f]{7,}|unknown)
                Java 25.*
                SQLite 3\\.\\d+\\.\\d+
                """);
    }

    @Test
    void an_unknown_command_is_a_usage_error_with_a_guess() {
        CommandRun run = CommandRun.in(folder, "chek");

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).isEqualTo("nikkan: There is no command chek. Did you mean check? See nikkan --help.\n");
    }

    @Test
    void there_is_no_help_of_an_unknown_command() {
        CommandRun run = CommandRun.in(folder, "chek", "--help");

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("nikkan: There is no command chek. Did you mean check? See nikkan --help.\n");
        assertThat(CommandRun.in(folder, "subscribers", "lst", "--help").status())
                .isEqualTo(64);
    }

    @Test
    void an_unknown_option_is_a_usage_error() {
        CommandRun run = CommandRun.in(folder, "check", "--colour");

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).startsWith("nikkan: There is no option --colour.").endsWith("See nikkan check --help.\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            raw x                                 | Invalid value for ID: "x" is no whole number from 0 upwards.
            raw 99999999999999999999              | Invalid value for ID: "99999999999999999999" is no whole number from 0 upwards.
            quarantine show x                     | Invalid value for NUMBER: "x" is no whole number from 0 upwards.
            search --limit=many tls               | Invalid value for option '--limit': "many" is no whole number from 0 upwards.
            search --offset 1.5 tls               | Invalid value for option '--offset': "1.5" is no whole number from 0 upwards.
            digest --day tomorrow                 | Invalid value for option '--day': "tomorrow" is no day of the calendar; write YYYY-MM-DD.
            explain --day 2026-11-31              | Invalid value for option '--day': "2026-11-31" is no day of the calendar; write YYYY-MM-DD.
            send --day 22.11.2026                 | Invalid value for option '--day': "22.11.2026" is no day of the calendar; write YYYY-MM-DD.
            send --skip-before x                  | Invalid value for option '--skip-before': "x" is no day of the calendar; write YYYY-MM-DD.
            send --language fr --day 2026-11-22   | Invalid value for option '--language': "fr" is not one of ja, en.
            subscribers add --language fr a@b.org | Invalid value for option '--language': "fr" is not one of ja, en.
            digest --format pdf --day 2026-11-22  | Invalid value for option '--format': "pdf" is not one of markdown, html, text, json, eml.
            explain --format xml --day 2026-11-22 | Invalid value for option '--format': "xml" is not one of text, json.
            show --format xml rfc9114             | Invalid value for option '--format': "xml" is not one of text, json.
            reparse --format xml                  | Invalid value for option '--format': "xml" is not one of text, json.
            search --format xml tls               | Invalid value for option '--format': "xml" is not one of table, csv, json.
            search --sort name tls                | Invalid value for option '--sort': "name" is not one of relevance, date.
            status --json=yes                     | Invalid value for option '--json': it takes no value; leave "=yes" out.
            completion tcsh                       | Invalid value for SHELL: "tcsh" is not one of bash.
            raw                                   | Missing required parameter: 'ID'.
            digest                                | Missing required option: '--day=YYYY-MM-DD'.
            digest --day                          | Missing required parameter for option '--day' (YYYY-MM-DD).
            """)
    void a_value_that_cannot_be_is_answered_by_what_is_wanted(String line, String sentence) {
        CommandRun run = CommandRun.in(folder, line.split(" +", -1));

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).startsWith("nikkan: " + sentence + " See nikkan ").endsWith(" --help.\n");
        assertThat(run.err()).hasLineCount(1);
    }

    @Test
    void each_of_several_numbers_must_be_one() {
        CommandRun run = CommandRun.in(folder, "quarantine", "retry", "1", "2x");

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err())
                .isEqualTo("nikkan: \"2x\" is no whole number from 0 upwards; \"nikkan quarantine list\" prints the"
                        + " numbers.\n");
    }

    @Test
    void the_name_of_a_command_may_be_the_value_of_an_option() {
        CommandRun run = CommandRun.in(folder, "-c", "completion", "check");

        assertThat(run.status()).isEqualTo(78);
        assertThat(run.err()).contains("The configuration completion cannot be read: it does not exist.");
    }

    @Test
    void the_trace_of_an_error_shows_only_on_request() {
        assertThat(CommandRun.in(folder, "check").err()).doesNotContain("\tat ");
        assertThat(CommandRun.in(folder, "check", "--debug").err()).contains("\tat ");
        assertThat(CommandRun.in(folder, "--debug", "check").err()).contains("\tat ");
    }

    @Test
    void what_an_error_quotes_cannot_steer_the_terminal() {
        CommandRun run = CommandRun.in(folder, "-c", "\u001b[2Jx\u202e", "check");

        assertThat(run.err()).contains("?[2Jx?").doesNotContain("\u001b", "\u202e");
    }

    static List<String> commands() {
        CommandLine root = new CommandLine(new CommandLine.HelpCommand());
        World world = new World(System.in, System.out, System.err, false, Map.of(), () -> CommandRun.NOW, List.of());
        new CommandTable(world, new Setup(world)).addTo(root, List.of());
        return root.getSubcommands().entrySet().stream()
                .flatMap(entry -> entry.getValue().getSubcommands().isEmpty()
                        ? Stream.of(entry.getKey())
                        : entry.getValue().getSubcommands().keySet().stream().map(sub -> entry.getKey() + " " + sub))
                .filter(name -> !name.equals("help"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_help_with_an_example(String command) {
        String[] args = (command + " --help").split(" ", -1);

        CommandRun run = CommandRun.in(folder, args);

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: nikkan " + command, "Example", "\n  ", "nikkan " + command);
    }

    @Test
    void the_completion_script_knows_every_command() {
        CommandRun run = CommandRun.in(folder, "completion", "bash");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(commands().stream()
                        .map(name -> name.replaceFirst(" .*", ""))
                        .toArray(String[]::new))
                .contains("complete -F", "\"markdown\" \"html\"", "\"ja\" \"en\"");
    }

    @Test
    void check_prints_what_it_understood_as_a_configuration_that_reads_the_same() throws Exception {
        // given
        Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "imap.example.org"
                [smtp]
                host = "smtp.example.org"
                from = "日刊IETF <digest@example.org>"
                """);

        // when
        CommandRun first = CommandRun.in(folder, "check");
        Path printed = Files.writeString(folder.resolve("printed.toml"), first.out());
        CommandRun second = CommandRun.in(folder, "-c", printed.toString(), "check");

        // then
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("port = 993", "grace = \"10m\"", "from = \"日刊IETF <digest@example.org>\"");
        assertThat(second.out().lines().skip(1))
                .isEqualTo(first.out().lines().skip(1).toList());
    }

    @Test
    void check_prints_the_pages_the_signature_and_where_returned_mails_go() throws Exception {
        // given
        DkimKey.generate(2048).write(folder.resolve("dkim.pem"));
        Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "imap.example.org"
                [smtp]
                host = "smtp.example.org"
                from = "digest@example.org"
                [dkim]
                key-file = "dkim.pem"
                selector = "winter"
                [list]
                address = "list@example.org"
                bounces = "bounces@example.org"
                [web]
                url = "https://nikkan.example.org/pages"
                port = 8081
                """);

        // when
        CommandRun run = CommandRun.in(folder, "check");

        // then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("bounces = \"bounces@example.org\"", "selector = \"winter\"", "domain = \"example.org\"")
                .contains("url = \"https://nikkan.example.org/pages/\"", "bind = \"127.0.0.1\"", "port = 8081")
                .doesNotContain("PRIVATE KEY");
    }

    @Test
    void check_tells_a_wrong_template_with_line_and_column() throws Exception {
        Files.createDirectory(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/subject.ja.mustache"), "{{day}} {{titel}}");
        Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "imap.example.org"
                [smtp]
                host = "smtp.example.org"
                from = "digest@example.org"
                [digest]
                templates = "mine"
                """);

        CommandRun run = CommandRun.in(folder, "check");

        assertThat(run.status()).isEqualTo(78);
        assertThat(run.err()).contains("subject.ja.mustache:1:9: there is no 'titel'");
    }

    @Test
    void check_hides_secrets() throws Exception {
        Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "imap.example.org"
                user = "me"
                password = "${IMAP_PASSWORD}"
                [smtp]
                host = "smtp.example.org"
                from = "digest@example.org"
                """);

        CommandRun run = CommandRun.given(folder, new byte[0], Map.of("IMAP_PASSWORD", "hunter2"), "check");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("# password: (hidden)").doesNotContain("hunter2");
    }

    @Test
    void check_says_every_error_and_exits_with_78() throws Exception {
        Files.writeString(folder.resolve("nikkan.toml"), "[stroe]\n[digest]\ngrce = 1\n");

        CommandRun run = CommandRun.in(folder, "check");

        assertThat(run.status()).isEqualTo(78);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("did you mean [store]?", "did you mean \"grace\"?", "There is no [smtp]");
    }

    @Test
    void an_exposed_secret_exits_with_77() throws Exception {
        Files.writeString(folder.resolve("secret"), "s");
        folder.resolve("secret").toFile().setReadable(true, false);
        Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "imap.example.org"
                user = "me"
                password-file = "secret"
                [smtp]
                host = "smtp.example.org"
                from = "digest@example.org"
                """);

        assertThat(CommandRun.in(folder, "check").status()).isEqualTo(77);
    }
}
