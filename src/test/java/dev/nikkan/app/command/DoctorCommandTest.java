package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `doctor` against real servers.
final class DoctorCommandTest {
    private final GreenMail mail = new GreenMail(ServerSetup.dynamicPort(ServerSetupTest.SMTP_IMAP));

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        mail.start();
        mail.setUser("me@example.org", "me", "right");
        Files.writeString(folder.resolve("password"), "right\n");
        folder.resolve("password").toFile().setReadable(false, false);
        folder.resolve("password").toFile().setReadable(true, true);
        configure("INBOX", mail.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private void configure(String mailbox, int smtpPort) throws Exception {
        Files.writeString(
                folder.resolve("nikkan.toml"), """
                [[source]]
                host = "127.0.0.1"
                port = %d
                security = "none"
                user = "me"
                password-file = "password"
                folders = ["%s"]
                [smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                from = "digest@example.org"
                """.formatted(mail.getImap().getPort(), mailbox, smtpPort));
    }

    @Test
    void all_is_well_but_nobody_checks_authenticity() {
        CommandRun run = CommandRun.in(folder, "doctor");

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("ok   imap      me@127.0.0.1/INBOX: login, folder and IDLE work")
                .contains("ok   smtp      127.0.0.1:", "ok   disk", "ok   clock", "ok   templates", "ok   summary")
                .contains("warn trust", "warn store")
                .doesNotContain("fail", " web ");
    }

    @Test
    void the_calendar_is_called_short_until_the_operator_writes_the_meetings_to_come() throws Exception {
        // given
        String configuration = Files.readString(folder.resolve("nikkan.toml"));
        assertThat(CommandRun.in(folder, "doctor").out())
                .containsPattern("(ok|warn) +calendar +(IETF meetings until|The calendar of meetings end)");

        // when
        Files.writeString(folder.resolve("meetings.txt"), "999 | 京都 | Kyoto | 2199-03-14 | 2199-03-20 | 2199-03-02");
        Files.writeString(folder.resolve("nikkan.toml"), configuration + "[digest]\nmeetings = \"meetings.txt\"\n");

        // then
        assertThat(CommandRun.in(folder, "doctor").out()).contains("ok   calendar  IETF meetings until 2199-03-20");
    }

    @Test
    void pages_are_asked_for_by_their_public_address_and_must_be_ours() throws Exception {
        // given
        AtomicReference<String> said = new AtomicReference<>("200 ok\n");
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/pages/health", exchange -> {
            byte[] body = said.get().substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(said.get().substring(0, 3)), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy.start();
        String pages = "[list]\naddress = \"list@example.org\"\n[web]\nurl = \"http://127.0.0.1:%d/pages\"\n"
                .formatted(proxy.getAddress().getPort());
        Files.writeString(folder.resolve("nikkan.toml"), Files.readString(folder.resolve("nikkan.toml")) + pages);

        // when
        CommandRun well = CommandRun.in(folder, "doctor");
        said.set("503 not ok: ...");
        CommandRun ill = CommandRun.in(folder, "doctor");
        said.set("200 <html>It works!</html>");
        CommandRun another = CommandRun.in(folder, "doctor");
        proxy.stop(0);
        CommandRun down = CommandRun.in(folder, "doctor");

        // then
        assertThat(well.out()).containsPattern("ok   web +http://127.0.0.1:\\d+/pages/health answers");
        assertThat(ill.out()).containsPattern("warn web .*nikkan status");
        assertThat(another.out()).containsPattern("fail web .*not the daemon's answer");
        assertThat(down.out()).containsPattern("fail web .*Check that the daemon runs");
        assertThat(down.status()).isEqualTo(69);
    }

    @Test
    void a_folder_that_the_service_has_yet_to_make_is_a_remark() throws Exception {
        // given
        String configuration = Files.readString(folder.resolve("nikkan.toml"));
        Files.writeString(
                folder.resolve("nikkan.toml"), configuration + "[store]\npath = \"made/at/the/start/nikkan.db\"\n");

        // when
        CommandRun run = CommandRun.in(folder, "doctor");

        // then
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .containsPattern("warn store +\\S+/made/at/the/start does not exist yet; systemd makes it")
                .contains("ok   disk");
    }

    @Test
    void a_refused_login_fails_without_showing_the_password() throws Exception {
        Files.writeString(folder.resolve("password"), "wrong-secret\n");

        CommandRun run = CommandRun.in(folder, "doctor");

        assertThat(run.status()).isEqualTo(69);
        assertThat(run.out()).contains("fail imap").doesNotContain("wrong-secret");
    }

    @Test
    void a_folder_that_is_not_there_fails() throws Exception {
        configure("Elsewhere", mail.getSmtp().getPort());

        CommandRun run = CommandRun.in(folder, "doctor");

        assertThat(run.status()).isEqualTo(69);
        assertThat(run.out()).contains("fail imap", "Elsewhere");
    }

    @Test
    void an_smtp_server_that_is_down_fails_and_the_rest_is_still_tried() throws Exception {
        configure("INBOX", 1);

        CommandRun run = CommandRun.in(folder, "doctor");

        assertThat(run.status()).isEqualTo(69);
        assertThat(run.out()).contains("fail smtp", "ok   imap", "ok   summary");
    }
}
