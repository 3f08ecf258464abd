package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.ConfigurationReader;
import dev.nikkan.fixtures.StoreHouse;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's whole life as a subscriber, on the web as far as a digest is not a mail: between an IMAP and an
/// SMTP server, on a settable clock.
final class LifeOnTheWebTest {
    private static final String LIST = "digest@example.org";
    private static final String HANAKO = "hanako@example.jp";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GreenMail servers = new GreenMail(ServerSetup.dynamicPort(ServerSetupTest.SMTP_IMAP))
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

    @TempDir
    private Path folder;

    private GreenMailUser watched;
    private StoreHouse house;
    private LivingDaemon daemon;
    private int written;
    private int port;

    @BeforeEach
    void start() throws Exception {
        servers.start();
        watched = servers.setUser(LIST, LIST, "secret");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        house = new StoreHouse(folder);
        // Before today: a mail has arrived when it is stored, at the latest.
        house.clock.set("2025-03-01T12:00:00Z");
        daemon = LivingDaemon.start(configuration(), house);
    }

    private Configuration configuration() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Path file = Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "127.0.0.1"
                port = %d
                security = "none"
                user = "%s"
                password-file = "password"
                [smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                from = "日刊IETF <news@example.org>"
                [list]
                id = "nikkan.example.org"
                address = "%s"
                bounces = "bounces@example.org"
                [web]
                url = "%s"
                port = %d
                """.formatted(
                        servers.getImap().getPort(), LIST, servers.getSmtp().getPort(), LIST, base(), port));
        return ConfigurationReader.read(file, Map.of(), Use.SERVERS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        daemon.close();
        servers.stop();
    }

    @Test
    void somebody_joins_confirms_filters_bounces_comes_back_leaves_and_is_forgotten_on_the_web() throws Exception {
        // joins: nothing happens before she confirms
        Document form = open(base() + "/?lang=ja");
        form.select("#address").val(HANAKO);
        Document asked = press(form, "wish", "subscribe");
        assertThat(asked.title()).startsWith("メールをご確認ください");
        MimeMessage question = received(1);
        assertThat(question.getSubject()).startsWith("購読の確認 (confirm ");
        awaitState("pending");

        // confirms: looking at the page does nothing yet
        Document page = open(link(question));
        awaitState("pending");
        Document welcome = press(page, "confirm", "yes");
        assertThat(welcome.title()).startsWith("購読を開始しました");
        awaitState("active");
        MimeMessage greeting = received(2);
        assertThat(link(greeting)).isEqualTo(welcome.select("main a").attr("href"));

        // filters, and wants English without HTML
        Document settings = open(link(greeting));
        choose(settings, "language", "en");
        choose(settings, "format", "text");
        choose(settings, "scope", "filter");
        settings.select("#filter").val("wg:quic, word:post-quantum");
        assertThat(press(settings, "save", "yes").select("[role=status]").text())
                .startsWith("保存しました");
        assertThat(house.query("SELECT language, text_only, filter FROM subscriber"))
                .containsExactly("en|1|wg:quic, word:post-quantum");

        // gets digests, of which three come back
        for (int day = 2; day <= 4; day++) {
            house.clock.set("2025-03-0" + day + "T00:10:01Z");
            MimeMessage digest = received(1 + day);
            assertThat(digest.getSubject()).contains("2025-03-0" + (day - 1));
            assertThat(digest.getContentType()).startsWith("text/plain");
            assertThat(digest.getContent().toString()).contains(base() + "/manage?lang=en");
            comesBack("2025-03-0" + (day - 1));
            String bounces = Integer.toString(day - 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(house.query("SELECT count(*) FROM v_bounce"))
                            .containsExactly(bounces));
        }
        awaitState("paused");

        // is asked whether mail arrives, and comes back
        MimeMessage probe = received(6);
        assertThat(probe.getSubject()).startsWith("Do our mails reach you?");
        press(open(link(probe)), "confirm", "yes");
        assertThat(received(7).getSubject()).startsWith("Welcome");
        awaitState("active");
        house.clock.set("2025-03-05T00:10:01Z");
        MimeMessage digest = received(8);

        // leaves by her program's button (RFC 8058)
        assertThat(digest.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String button =
                digest.getHeader("List-Unsubscribe", null).replaceAll("(?s)^<(http[^>]*)>, *\\s*<mailto:.*", "$1");
        Connection.Response clicked = Jsoup.connect(button)
                .method(Connection.Method.POST)
                .data("List-Unsubscribe", "One-Click")
                .ignoreContentType(true)
                .followRedirects(false)
                .execute();
        assertThat(clicked.statusCode()).isEqualTo(200);
        assertThat(house.query("SELECT state FROM v_subscriber")).containsExactly("off");
        house.clock.set("2025-03-06T00:10:01Z");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query("SELECT edition FROM v_day WHERE day = '2025-03-05'"))
                        .containsExactly("sent"));
        assertThat(mails()).hasSize(8);

        // is forgotten
        Document leaving = open(button);
        leaving.select("input[name=erase]").attr("checked", "checked");
        assertThat(press(leaving, "leave", "yes").select("h1").text()).contains("消去");
        assertThat(house.query("SELECT address FROM v_subscriber")).isEmpty();
        assertThat(house.query("SELECT * FROM v_answer WHERE address = '" + HANAKO + "'"))
                .isEmpty();
        assertThat(house.query("SELECT cause FROM suppression")).containsExactly("forgotten");
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }

    private static Document open(String address) throws IOException {
        return Jsoup.connect(address).get();
    }

    private static void choose(Document page, String name, String value) {
        page.select("input[name=" + name + "]").removeAttr("checked");
        page.select("input[name=" + name + "][value=" + value + "]").attr("checked", "checked");
    }

    /// What a browser does: the fields of the form, and the button.
    private static Document press(Document page, String name, String value) throws IOException {
        assertThat(page.select("button[name=" + name + "][value=" + value + "]"))
                .hasSize(1);
        return Jsoup.connect(page.location())
                .method(Connection.Method.POST)
                .data(page.forms().getFirst().formData())
                .data(name, value)
                .execute()
                .parse();
    }

    private String link(MimeMessage mail) throws Exception {
        Matcher link = Pattern.compile(Pattern.quote(base()) + "/\\S+")
                .matcher(mail.getContent().toString());
        assertThat(link.find()).as(mail.getContent().toString()).isTrue();
        return link.group();
    }

    private void comesBack(String day) {
        String sender = house.query("SELECT sender FROM delivery WHERE day = '" + day + "'")
                .getFirst();
        assertThat(sender).startsWith("bounces+").endsWith("@example.org");
        written++;
        watched.deliver(GreenMailUtil.newMimeMessage("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.jp
                To: %s
                Message-ID: <%d@mx.example.jp>
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 unknown

                --b--
                """.formatted(sender, written, HANAKO)));
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query("SELECT state FROM v_subscriber"))
                        .containsExactly(state));
    }

    /// The mail she got as the `count`th.
    private MimeMessage received(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails())
                        .as("mails, after letters that were %s", house.query("SELECT outcome FROM letter"))
                        .hasSize(count));
        return mails().getLast();
    }

    private List<MimeMessage> mails() {
        return List.of(servers.getReceivedMessagesForDomain(HANAKO));
    }
}
