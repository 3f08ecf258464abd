package dev.nikkan.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.fixtures.DkimKey;
import dev.nikkan.intake.AfterStore;
import dev.nikkan.intake.Login;
import dev.nikkan.intake.SourceSettings;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.TransportSecurity;
import dev.nikkan.model.UnsurePolicy;
import dev.nikkan.publish.DigestSettings;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.render.FrameSettings;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.WebLinks;
import dev.nikkan.summary.engine.ChatCompletions;
import dev.nikkan.summary.engine.Price;
import dev.nikkan.web.WebSettings;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `conf/nikkan.toml` is the manual of the configuration: it names every key, and its defaults are those of
/// the code.
final class ReferenceConfigurationTest {
    private static final Path REFERENCE = Path.of("conf/nikkan.toml");
    private static final Pattern NEEDED = Pattern.compile("(?m)^#(?=(host|from) = )");
    private static final Pattern COMMENTED = Pattern.compile("(?m)^#(?=[a-z-]+ = )");

    private static final String EVERYTHING_ELSE = """
            [store]
            path = "other/store.db"

            [[source]]
            host = "mail.example.net"
            port = 1993
            security = "starttls"
            ca-file = "ca.pem"
            user = "me@example.net"
            password-file = "secret"
            folders = ["INBOX", "Lists"]
            after-store = "move:Done"
            idle-renew = "9m"
            poll = "30s"

            [[source]]
            host = "127.0.0.1"
            security = "none"
            user = "token@example.net"
            token-command = ["token", "now"]
            after-store = "seen"

            [[source]]
            host = "localhost"
            password = "${IMAP_PASSWORD}"
            user = "variable"

            [trust]
            lists = ["other.example.org"]
            authserv-id = "mx.example.net"

            [digest]
            at = "01:30"
            grace = "1m"
            give-up = "1d"
            first-day = "2026-11-22"
            catch-up-days = 3
            part-size = 0
            language = "en"
            templates = "templates"
            overview = false
            themes = "themes.txt"
            watch-authors = ["Ann Author", "Bob Writer"]
            announcements = false
            last-calls = false
            account = false
            meetings = "meetings.txt"
            closing-notes = "closing"
            opening-ja = "おはようございます。"
            opening-en = "Good morning."
            footer-ja = "発行: 例"
            footer-en = "Published by Example"

            [smtp]
            host = "out.example.net"
            port = 2587
            security = "starttls"
            ca-file = "ca.pem"
            user = "me"
            password-file = "secret"
            from = "日刊IETF <digest@example.net>"
            connections = 5
            rate = 10
            domain-rate = 30
            unsure = "hold"

            [dkim]
            key-file = "dkim.pem"
            selector = "winter"
            domain = "example.net"

            [list]
            id = "nikkan.example.net"
            address = "digest@example.net"
            bounces = "bounces@example.net"
            owner = "mailto:owner@example.net"
            archive = "https://example.net/archive/"

            [web]
            url = "https://pages.example.net/nikkan"
            bind = "::1"
            port = 8026
            proxies = ["192.0.2.7"]

            [summary]
            engine = "openai"
            endpoint = "http://127.0.0.1:11434/v1"
            model = "m"
            api-key-file = "secret"
            headers = ["X-Title: Nikkan"]
            proxy = "http://proxy.example.net:3128"
            timeout = "10s"
            concurrency = 1
            retries = 0
            overview-wait = "7s"
            languages = ["ja", "en"]
            prompts = "prompts"
            daily-calls = 1
            daily-tokens = 2
            price = "0.10 / 2.5"
            """;

    @TempDir
    private Path folder;

    @Test
    void the_reference_stands_at_the_defaults_of_the_code() throws Exception {
        Configuration reference =
                read(NEEDED.matcher(Files.readString(REFERENCE)).replaceAll(""));

        assertThat(reference).usingRecursiveComparison().isEqualTo(read("""
                                [[source]]
                                host = "imap.example.org"
                                [smtp]
                                host = "smtp.example.org"
                                from = "日刊IETF <digest@example.org>"
                                """));
        assertThat(reference.trust()).isEqualTo(TrustSettings.DEFAULT);
        assertThat(reference.digest()).isEqualTo(DigestSettings.DEFAULT);
        assertThat(reference.summary()).isEqualTo(SummarySettings.DEFAULT);
        assertThat(reference.web()).isEmpty();
    }

    @Test
    void the_web_server_listens_where_the_reference_says_once_it_has_an_address() throws Exception {
        String reference = NEEDED.matcher(Files.readString(REFERENCE)).replaceAll("");

        Configuration configuration = read(reference
                .replace("url = \"\"", "url = \"https://nikkan.example.org/\"")
                .replace("#address = ", "address = "));

        assertThat(configuration.web().orElseThrow().listen())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral(WebSettings.BIND), WebSettings.PORT));
        assertThat(configuration.web().orElseThrow().proxies()).isEmpty();
        assertThat(configuration.identity().orElseThrow().web()).isPresent();
    }

    @Test
    void the_reference_needs_nothing_but_the_two_servers_and_the_sender() throws Exception {
        String reference = Files.readString(REFERENCE);

        assertThat(reference.lines().filter(line -> line.startsWith("# needed: ")))
                .hasSize(3);
        assertThat(NEEDED.matcher(reference).results()).hasSize(3);
    }

    @Test
    void the_reference_names_no_key_that_the_code_does_not_know() throws Exception {
        String withoutAlternatives = Files.readString(REFERENCE)
                .replaceAll("(?m)^#(password|token-command|ca-file|password-file|api-key-file|user) = .*$", "");

        Configuration configuration =
                read(COMMENTED.matcher(withoutAlternatives).replaceAll(""));

        assertThat(configuration.summary().model()).contains("example-model");
    }

    @Test
    void the_reference_names_every_key_that_the_code_knows() throws Exception {
        String reference = COMMENTED.matcher(Files.readString(REFERENCE)).replaceAll("");

        List<String> lines = reference.lines().toList();

        assertThat(keys(EVERYTHING_ELSE))
                .allSatisfy(key -> assertThat(lines).anyMatch(line -> line.startsWith(key + " = ")));
    }

    @Test
    void every_key_set_to_something_else_arrives_where_it_belongs() throws Exception {
        // given
        Files.createDirectory(folder.resolve("templates"));
        Files.createDirectory(folder.resolve("closing"));
        Files.createDirectory(folder.resolve("prompts"));
        Files.writeString(folder.resolve("themes.txt"), "mine | 私 | Mine | | my theme");
        Files.writeString(folder.resolve("meetings.txt"), "999 | 京都 | Kyoto | 2099-03-14 | 2099-03-20 | 2099-03-02");
        Files.writeString(folder.resolve("ca.pem"), "");
        Files.writeString(folder.resolve("secret"), "s3cret\n");
        Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
        DkimKey.generate(2048).write(folder.resolve("dkim.pem"));

        // when
        Configuration configuration = read(EVERYTHING_ELSE);

        // then
        assertThat(configuration.store()).isEqualTo(folder.resolve("other/store.db"));
        assertThat(configuration.trust())
                .isEqualTo(
                        new TrustSettings(Set.of(new MailingList("other.example.org")), Optional.of("mx.example.net")));
        assertThat(configuration.digest())
                .isEqualTo(new DigestSettings(
                        LocalTime.of(1, 30),
                        Duration.ofMinutes(1),
                        Duration.ofDays(1),
                        Optional.of(Day.parse("2026-11-22")),
                        3,
                        0,
                        Language.EN,
                        Optional.of(folder.resolve("templates")),
                        false,
                        Optional.of(folder.resolve("themes.txt")),
                        List.of("Ann Author", "Bob Writer"),
                        Optional.of(folder.resolve("meetings.txt")),
                        Optional.of(folder.resolve("closing")),
                        new FrameSettings(
                                false,
                                false,
                                false,
                                Map.of(Language.JA, "おはようございます。", Language.EN, "Good morning."),
                                Map.of(Language.JA, "発行: 例", Language.EN, "Published by Example"))));
        assertThat(configuration.identity())
                .contains(new MailIdentity(
                        Optional.of("日刊IETF"),
                        new EmailAddress("digest@example.net"),
                        Optional.of("nikkan.example.net"),
                        Optional.of(new EmailAddress("digest@example.net")),
                        Optional.of(new EmailAddress("bounces@example.net")),
                        Optional.of("mailto:owner@example.net"),
                        Optional.of("https://example.net/archive/"),
                        Optional.of(new WebLinks(URI.create("https://pages.example.net/nikkan/")))));
        assertThat(configuration.web())
                .contains(new WebSettings(
                        new WebLinks(URI.create("https://pages.example.net/nikkan/")),
                        new InetSocketAddress(InetAddress.ofLiteral("::1"), 8026),
                        Set.of(InetAddress.ofLiteral("192.0.2.7"))));
        assertSummary(configuration.summary());
        assertSmtp(configuration.smtp().orElseThrow());
        assertThat(configuration.sources()).hasSize(3);
        assertSource(configuration.sources().getFirst());
        assertThat(configuration.sources().get(1).login())
                .isEqualTo(new Login.Token("token@example.net", List.of("token", "now")));
        assertThat(configuration.sources().get(1).afterStore()).isEqualTo(new AfterStore.MarkSeen());
        assertThat(configuration.sources().get(1).port()).isEqualTo(143);
        assertThat(password(configuration.sources().getLast())).isEqualTo("from the environment");
    }

    private void assertSummary(SummarySettings summary) {
        assertThat(summary.dialect()).contains(new ChatCompletions());
        assertThat(summary.endpoint()).contains(URI.create("http://127.0.0.1:11434/v1"));
        assertThat(summary.model()).contains("m");
        assertThat(summary.key().orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(summary.headers()).isEqualTo(Map.of("X-Title", "Nikkan"));
        assertThat(summary.proxy()).contains(URI.create("http://proxy.example.net:3128"));
        assertThat(summary.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(summary.concurrency()).isEqualTo(1);
        assertThat(summary.retries()).isZero();
        assertThat(summary.overviewWait()).isEqualTo(Duration.ofSeconds(7));
        assertThat(summary.languages()).containsExactly(Language.JA, Language.EN);
        assertThat(summary.prompts()).contains(folder.resolve("prompts"));
        assertThat(summary.dailyCalls()).isEqualTo(1);
        assertThat(summary.dailyTokens()).isEqualTo(2);
        assertThat(summary.price()).contains(new Price(new BigDecimal("0.10"), new BigDecimal("2.5")));
    }

    private void assertSource(SourceSettings source) {
        assertThat(source.host()).isEqualTo("mail.example.net");
        assertThat(source.port()).isEqualTo(1993);
        assertThat(source.security()).isEqualTo(TransportSecurity.STARTTLS);
        assertThat(source.caFile()).contains(folder.resolve("ca.pem"));
        assertThat(source.account()).isEqualTo("me@example.net@mail.example.net");
        assertThat(password(source)).isEqualTo("s3cret");
        assertThat(source.folders()).containsExactly("INBOX", "Lists");
        assertThat(source.afterStore()).isEqualTo(new AfterStore.Move("Done"));
        assertThat(source.idleRenew()).isEqualTo(Duration.ofMinutes(9));
        assertThat(source.poll()).isEqualTo(Duration.ofSeconds(30));
    }

    private void assertSmtp(SmtpSettings smtp) {
        assertThat(smtp.host()).isEqualTo("out.example.net");
        assertThat(smtp.port()).isEqualTo(2587);
        assertThat(smtp.security()).isEqualTo(TransportSecurity.STARTTLS);
        assertThat(smtp.caFile()).contains(folder.resolve("ca.pem"));
        assertThat(smtp.user()).contains("me");
        assertThat(smtp.password().orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(smtp.envelopeSender()).isEqualTo(new EmailAddress("digest@example.net"));
        assertThat(smtp.connections()).isEqualTo(5);
        assertThat(smtp.rate()).isEqualTo(10);
        assertThat(smtp.domainRate()).isEqualTo(30);
        assertThat(smtp.unsure()).isEqualTo(UnsurePolicy.HOLD);
        assertThat(smtp.dkim().orElseThrow().recordName()).isEqualTo("winter._domainkey.example.net");
    }

    private static String password(SourceSettings source) {
        return ((Login.Password) source.login()).password().reveal();
    }

    private static Stream<String> keys(String toml) {
        return Pattern.compile("(?m)^([a-z-]+) = ").matcher(toml).results().map(match -> match.group(1));
    }

    private Configuration read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("nikkan.toml"), text);
        return ConfigurationReader.read(file, Map.of("IMAP_PASSWORD", "from the environment"), Use.SERVERS);
    }
}
