package dev.nikkan.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.deliver.DkimSettings;
import dev.nikkan.fixtures.DkimKey;
import dev.nikkan.intake.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with a configuration is said with file, line and key, all of it at once.
final class ConfigurationErrorsTest {
    private static final String GOOD = """
            [[source]]
            host = "imap.example.org"
            [smtp]
            host = "smtp.example.org"
            from = "digest@example.org"
            """;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("nikkan.toml");
    }

    @Test
    void a_file_of_themes_is_read_too_and_blamed_by_its_own_lines() throws Exception {
        Path themes = Files.writeString(
                folder.resolve("themes.txt"), "# mine\nok | 可 | OK | | fine\nbad | 悪 | Bad | loud | word\nshort | 短\n");

        List<String> errors = errorsOf(GOOD + "[digest]\nthemes = \"themes.txt\"\n");

        assertThat(errors)
                .containsExactly(
                        themes + ":3: \"loud\" is no flag; there are strong, watch and in:ID.",
                        themes
                                + ":4: A theme is \"id | Japanese | English | flags | patterns\": this line has 2 of the 5"
                                + " fields.");
    }

    @Test
    void a_file_of_themes_that_is_not_there_is_an_error_of_the_key() throws Exception {
        assertThat(errorsOf(GOOD + "[digest]\nthemes = \"nowhere.txt\"\n"))
                .containsExactly(file + ":7: [digest] themes: " + folder.resolve("nowhere.txt") + " cannot be read.");
    }

    @Test
    void all_errors_come_at_once_each_with_its_line() throws Exception {
        List<String> errors = errorsOf("""
                [store]
                pth = "x"
                [[source]]
                port = "143"
                [smtp]
                host = "smtp.example.org"
                from = "nobody"
                conections = 3
                [digets]
                """);

        assertThat(errors)
                .containsExactly(
                        file + ":2: [store] has no key \"pth\"; did you mean \"path\"?",
                        file + ":3: [[source]] needs \"host\", the IMAP server's name.",
                        file + ":4: [[source]] port must be a whole number, not text.",
                        file + ":7: [smtp] from: \"nobody\" is no address; write \"Name <digest@example.org>\".",
                        file + ":8: [smtp] has no key \"conections\"; did you mean \"connections\"?",
                        file + ":9: There is no table \"digets\"; did you mean [digest]?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [digest] grace = "10 minutes"        | [digest] grace: "10 minutes" is no duration; write 30s, 9m, 6h or 1d.
                    [digest] grace = 10                  | [digest] grace must be text in double quotes, not a number.
                    [digest] at = "24:00"                | [digest] at: "24:00" is no time of day; write "00:00", in UTC.
                    [digest] first-day = "2026-02-30"    | [digest] first-day: "2026-02-30" is no day; write "2026-11-22".
                    [digest] language = "fr"             | [digest] language: "fr" is not one of ja, en.
                    [digest] part-size = -1              | [digest] part-size: -1 is out of range; it lies between 0 and 10000.
                    [digest] part-size = 1.5             | [digest] part-size must be a whole number, not a fraction.
                    [digest] zzzzzzzz = 1                | [digest] has no key "zzzzzzzz"; its keys are account, announcements, at, catch-up-days, closing-notes, first-day, footer-en, footer-ja, give-up, grace, language, last-calls, meetings, opening-en, opening-ja, overview, part-size, templates, themes, watch-authors.
                    [digest] part_size = 5               | [digest] has no key "part_size"; did you mean "part-size"?
                    [trust] lists = "i-d-announce"       | [trust] lists must be a list of texts like ["one", "two"], not text.
                    [trust] lists = []                   | [trust] lists: without a list no mail counts; leave the key out for the two IETF lists.
                    [summary] endpoint = "model"         | [summary] endpoint: "model" is no web address; write "http://127.0.0.1:11434/v1".
                    [summary] headers = ["Host: x"]      | [summary] headers: Host is set by the connection itself.
                    [summary] headers = ["no header"]    | [summary] headers: entry 1 is no header; write "X-Title: Nikkan".
                    [summary] proxy = "proxy:3128"       | [summary] proxy: "proxy:3128" is no proxy; write "http://proxy.example.org:3128".
                    [summary] endpoint = "https://me:s3cret@example.org/v1" | [summary] endpoint: an address has no user and no password; a key goes into api-key-file.
                    [summary] endpoint = "https://example.org/v1?key=s3cret" | [summary] endpoint: an address ends with its path; a key goes into api-key-file.
                    [summary] proxy = "http://me:s3cret@proxy.example.org:3128" | [summary] proxy: an address has no user and no password; a key goes into api-key-file.
                    [summary] languages = ["fr"]         | [summary] languages: a list of "ja" and "en", or of one of them.
                    [summary] engine = "magic"           | [summary] engine: "magic" is not one of lead, openai, anthropic.
                    [list] owner = "owner@example.org"   | [list] owner: "owner@example.org" does not begin with mailto: or https://.
                    [store] path = "${NOT_SET}/x"        | [store] path: the environment has no NOT_SET; set it first.
                    [store] path = "${STATE_DIRECTORY}/x" | [store] path: the environment has no STATE_DIRECTORY; systemd sets it for the service, in a shell name the folder first: export STATE_DIRECTORY=/var/lib/nikkan.
                    [store] path = "${NOT SET}/x"        | [store] path: ${NOT SET} is no variable; write ${NAME}.
                    """)
    void a_wrong_value_is_refused(String keyOfTable, String expected) throws Exception {
        int end = keyOfTable.indexOf(']') + 1;
        String table =
                keyOfTable.substring(0, end) + "\n" + keyOfTable.substring(end).strip() + "\n";

        assertThat(errorsOf(GOOD + table)).containsExactly(file + ":7: " + expected);
    }

    @Test
    void a_model_needs_an_address_and_a_name() throws Exception {
        assertThat(errorsOf(GOOD + "[summary]\nengine = \"openai\"\n"))
                .containsExactly(
                        file + ":6: [summary] needs \"endpoint\", the web address of the model.",
                        file + ":6: [summary] needs \"model\", the model to ask for.");
    }

    @Test
    void a_missing_table_is_an_error_only_where_servers_are_needed() throws Exception {
        Files.writeString(file, "");

        assertThat(errorsOf(""))
                .containsExactlyInAnyOrder(
                        file + ": There is no [[source]] with host, the IMAP account that gets the lists' mail.",
                        file + ": There is no [smtp] with host and from, the server that takes our mails.");
        assertThat(ConfigurationReader.read(file, Map.of(), Use.STORE).store()).isEqualTo(folder.resolve("nikkan.db"));
    }

    @Test
    void single_brackets_for_a_source_are_explained() throws Exception {
        assertThat(errorsOf(GOOD.replace("[[source]]", "[source]")))
                .containsExactly(file + ":1: Write [[source]], with two brackets, for each account.");
    }

    @Test
    void what_is_no_toml_is_said_with_its_line() throws Exception {
        assertThat(errorsOf("[store]\npath = nikkan.db\n"))
                .singleElement()
                .asString()
                .startsWith(file + ":2: This is no TOML: ");
    }

    @Test
    void plain_text_is_for_loopback_only() throws Exception {
        assertThat(errorsOf(GOOD.replace("[smtp]", "security = \"none\"\n[smtp]")))
                .containsExactly(
                        file
                                + ":3: [[source]] security: \"none\" is for a server on this machine only, and imap.example.org is not.");
    }

    @Test
    void one_account_stands_in_one_source() throws Exception {
        assertThat(errorsOf("[[source]]\nhost = \"imap.example.org\"\n" + GOOD))
                .singleElement()
                .asString()
                .contains("another [[source]] is imap.example.org already");
    }

    @Test
    void a_password_without_a_user_and_a_user_without_a_password_are_refused() throws Exception {
        secret("rw-------");

        assertThat(errorsOf(GOOD + "password-file = \"secret\"\n"))
                .containsExactly(file + ":3: [smtp] needs \"user\", who logs in.");
        assertThat(errorsOf(GOOD + "user = \"me\"\n"))
                .singleElement()
                .asString()
                .contains(":6: [smtp] user: ");
    }

    @Test
    void a_password_written_out_is_refused() throws Exception {
        assertThat(errorsOf(GOOD + "user = \"me\"\npassword = \"hunter2\"\n"))
                .singleElement()
                .asString()
                .startsWith(file + ":7: [smtp] password: a secret does not stand in the configuration")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, can be read by every user", "rw-r-----, can be read by its group"})
    void a_secret_that_others_may_read_is_refused(String permissions, String reason) throws Exception {
        secret(permissions);

        ConfigurationException refused = refusalOf(GOOD + "user = \"me\"\npassword-file = \"secret\"\n", Map.of());

        assertThat(refused).hasMessageContaining(reason);
        assertThat(refused.onlyExposedSecrets()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\nand more", "s3cret\u0000", "\ufeffs3cret", "s3cret\u9375", "s3cret "})
    void the_key_of_a_model_is_one_line_of_visible_ascii_and_not_quoted(String key) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), key);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));

        List<String> errors = errorsOf(GOOD + "[summary]\napi-key-file = \"secret\"\n");

        assertThat(errors)
                .containsExactly(file + ":7: [summary] api-key-file: " + secret
                        + " should hold the key in one line, of visible ASCII characters without a blank.");
    }

    @ParameterizedTest
    @CsvSource({
        "http://model.example.org/v1, true",
        "https://model.example.org/v1, false",
        "http://127.0.0.1:11434/v1, false",
        "http://[::1]:11434/v1, false"
    })
    void a_key_that_goes_to_another_machine_in_clear_text_is_warned_of(String endpoint, boolean warned)
            throws Exception {
        secret("rw-------");
        Files.writeString(file, GOOD + "[summary]\nendpoint = \"" + endpoint + "\"\napi-key-file = \"secret\"\n");

        Configuration configuration = ConfigurationReader.read(file, Map.of(), Use.SERVERS);

        assertThat(configuration.warning().isPresent()).isEqualTo(warned);
    }

    @Test
    void a_key_to_sign_with_is_long_enough_belongs_to_the_sender_and_is_nobody_elses_to_read() throws Exception {
        String dkim = GOOD + "[dkim]\nkey-file = \"key\"\n";
        Path key = folder.resolve("key");

        DkimKey.generate(1024).write(key);
        assertThat(errorsOf(dkim)).singleElement().asString().contains("[dkim] key-file: the key has 1024 bits");

        DkimKey.generate(2048).write(key);
        assertThat(errorsOf(dkim + "domain = \"example.net\"\n"))
                .singleElement()
                .asString()
                .contains("[dkim] domain: a signature of example.net says nothing for digest@example.org");
        assertThat(errorsOf(dkim + "selector = \"a b\"\n"))
                .singleElement()
                .asString()
                .contains("[dkim] selector: \"a b\" is no name in DNS");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusalOf(dkim, Map.of()).onlyExposedSecrets()).isTrue();

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "no key");
        assertThat(errorsOf(dkim)).singleElement().asString().contains("[dkim] key-file: there is no RSA key in it");
    }

    @Test
    void a_key_to_sign_with_may_be_as_older_tools_write_it() throws Exception {
        DkimKey key = DkimKey.generate(2048);
        key.writeTraditional(folder.resolve("key"));
        Files.writeString(file, GOOD + "[dkim]\nkey-file = \"key\"\n");

        Configuration configuration = ConfigurationReader.read(file, Map.of(), Use.SERVERS);

        assertThat(configuration.smtp().orElseThrow().dkim())
                .contains(new DkimSettings("example.org", "nikkan", key.key()));
    }

    @Test
    void a_group_may_read_what_systemd_hands_over() throws Exception {
        Path credentials = Files.createDirectory(folder.resolve("credentials"));
        Files.writeString(credentials.resolve("imap"), "s3cret");
        Files.setPosixFilePermissions(credentials.resolve("imap"), PosixFilePermissions.fromString("r--r-----"));
        Files.writeString(
                file,
                GOOD.replace("[smtp]", "user = \"me\"\npassword-file = \"${CREDENTIALS_DIRECTORY}/imap\"\n[smtp]"));

        Configuration configuration =
                ConfigurationReader.read(file, Map.of("CREDENTIALS_DIRECTORY", credentials.toString()), Use.SERVERS);

        assertThat(configuration.sources().getFirst().login()).isInstanceOf(Login.Password.class);
    }

    @Test
    void a_command_that_needs_only_the_store_does_not_look_for_secrets() throws Exception {
        Files.writeString(file, GOOD + "user = \"me\"\npassword-file = \"${CREDENTIALS_DIRECTORY}/smtp\"\n");

        Configuration configuration = ConfigurationReader.read(file, Map.of(), Use.STORE);

        assertThat(configuration.smtp()).isPresent();
    }

    private void secret(String permissions) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(permissions));
    }

    private List<String> errorsOf(String text) throws Exception {
        return String.valueOf(refusalOf(text, Map.of()).getMessage()).lines().toList();
    }

    private ConfigurationException refusalOf(String text, Map<String, String> environment) throws Exception {
        Files.writeString(file, text);
        return catchThrowableOfType(
                ConfigurationException.class, () -> ConfigurationReader.read(file, environment, Use.SERVERS));
    }
}
