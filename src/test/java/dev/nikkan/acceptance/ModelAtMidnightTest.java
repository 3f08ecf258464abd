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
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.digest.Digest;
import dev.nikkan.fixtures.ModelServer;
import dev.nikkan.fixtures.ModelServer.Behaviour;
import dev.nikkan.fixtures.ModelServer.Received;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.fixtures.TestCertificate;
import dev.nikkan.model.Day;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.publish.Press;
import dev.nikkan.publish.SummaryShelf;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.Summaries;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The daemon from its configuration file on, between mail servers and a language model, over a midnight that a
/// settable clock brings: whatever the model does, the digest leaves at its time with every item in it.
final class ModelAtMidnightTest {
    private static final String WATCHED = "digest@example.org";
    private static final String HANAKO = "hanako@example.jp";
    private static final Day SUNDAY = Day.parse("2026-11-22");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// What making and sending an edition of three drafts takes at most on a busy machine, without any model.
    private static final Duration ITSELF = Duration.ofSeconds(8);

    /// A draft and what the model writes of it.
    private enum Draft {
        QUIC(
                "Path Hints for QUIC",
                "This document defines a frame by which an endpoint of a QUIC connection tells its\n   peer what it knows"
                        + " of a path.  It extends RFC 9000.  Clients that move need\n   not probe a path again.",
                "QUIC接続の端点が経路について知っていることを相手に伝えるフレームを定義します。RFC 9000を拡張するもので、"
                        + "移動するクライアントは経路を測り直さずに済み、経路が変わった後も通信を続けやすくなります。"),
        DNS(
                "Empty Answers in the DNS",
                "This document defines how long a resolver keeps an empty answer of the DNS.  It\n   updates RFC 2308."
                        + "  Operators of large resolvers see fewer repeated queries.",
                "DNSのリゾルバーが空の答えをどれだけの時間保つかを定めます。RFC 2308を更新し、保つ時間の決め方を示します。"
                        + "大規模なリゾルバーの運用者にとって、繰り返される同じ問い合わせが減り、負荷が軽くなります。"),
        LAMPS(
                "A YANG Module for Lamps",
                "This document specifies a YANG module for the state of street lamps.  It is meant\n   for cities that watch"
                        + " their lamps from one place.",
                "街灯の状態を表すYANGモジュールを規定します。点灯の有無や明るさを共通の形で取り出せるようにするもので、"
                        + "街灯を一か所から見守る都市が、製品ごとの違いを気にせずに状態を集められるようになります。");

        private final String title;
        private final String abstractText;
        private final String summary;

        Draft(String title, String abstractText, String summary) {
            this.title = title;
            this.abstractText = abstractText;
            this.summary = summary;
        }

        static String summary(Received call) {
            for (Draft draft : values()) {
                if (call.document().contains(draft.title)) {
                    return draft.summary;
                }
            }
            throw new AssertionError(call.document());
        }
    }

    private static final String OF_DAY =
            "Internet-Draftは3件で、QUICの端点が経路について知っていることを伝えるフレームや、" + "DNSのリゾルバーが空の答えを保つ時間を定めます。YANGモジュールを規定する文書もあります。";
    private static final String HEADLINE = "QUICの経路、DNSの空の答え、YANG";
    private static final Behaviour GOOD =
            ModelServer.saying(Draft::summary, _ -> Map.of("overview", OF_DAY, "headline", HEADLINE));

    /// What an endpoint may do instead of answering.
    enum Fault {
        FROZEN,
        REFUSING,
        GARBLING,
        ENDLESS,
        TRICKLING,
        BUSY_FOR_TEN_MINUTES;

        Behaviour of(ModelServer model) {
            return switch (this) {
                case FROZEN -> model.frozen();
                case REFUSING -> ModelServer.refusing(401);
                case GARBLING -> (exchange, _) -> ModelServer.answer(exchange, 200, "<html>It works!</html>");
                case ENDLESS -> model.endless();
                case TRICKLING -> model.trickling();
                case BUSY_FOR_TEN_MINUTES -> ModelServer.busy("600");
            };
        }
    }

    private final GreenMail mailServers = new GreenMail(ServerSetup.dynamicPort(ServerSetupTest.SMTP_IMAP))
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

    @TempDir
    private Path folder;

    private GreenMailUser watched;
    private StoreHouse house;
    private final List<LivingDaemon> running = new ArrayList<>();

    @BeforeEach
    void open() {
        mailServers.start();
        watched = mailServers.setUser(WATCHED, WATCHED, "secret");
        house = new StoreHouse(folder);
        assertThat(house.subscribers.add(new EmailAddress(HANAKO), Language.JA)).isTrue();
    }

    @AfterEach
    void close() throws InterruptedException {
        for (LivingDaemon one : running) {
            one.close();
        }
        mailServers.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void a_model_writes_of_each_draft_and_of_the_day_before_midnight_s_edition_leaves(
            String engine, TestReporter reporter) throws Exception {
        try (ModelServer model = ModelServer.that(GOOD)) {
            start(engine, model.endpoint(), "10m");
            announceAll();
            awaitRow("SELECT count(*) FROM v_summary WHERE verdict = 'accepted'", "3");
            house.clock.set("2026-11-23T00:08:00Z");
            awaitRow("SELECT verdict, reasons, headline FROM v_overview", "accepted||" + HEADLINE);

            Duration took = untilSent("2026-11-23T00:10:01Z");

            reporter.publishEntry(engine + ": sent after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(ITSELF);
            MimeMessage mail = received();
            assertThat(mail.getSubject()).endsWith("Internet-Draft 3件、RFC 0件 ─ " + HEADLINE);
            assertThat(text(mail))
                    .contains(packed("- " + OF_DAY + "(AI要約)"), "言語モデル(sample-model-1)")
                    .contains(
                            packed(Draft.QUIC.summary + "(AI要約)"),
                            packed(Draft.DNS.summary),
                            packed(Draft.LAMPS.summary));
            assertThat(model.received()).hasSize(4);
        }
    }

    @Test
    void a_model_s_sentence_on_a_takeaway_is_mailed_and_one_with_a_number_of_its_own_is_not() throws Exception {
        Map<String, String> said = Map.of(
                "overview",
                OF_DAY,
                "takeaway1",
                "空の答えを300秒保つリゾルバーの運用者のためのものです。",
                "takeaway2",
                "経路を移る端末が通信を続けるためのものです。");
        try (ModelServer model = ModelServer.that(ModelServer.saying(Draft::summary, _ -> said))) {
            start("openai", model.endpoint(), "10m");
            announceAll(mail -> mail.replace("draft-example-proposal-1", "draft-ietf-quic-hints")
                    .replace("draft-example-proposal-2", "draft-ietf-dnsop-empty"));
            awaitRow("SELECT count(*) FROM v_summary WHERE verdict = 'accepted'", "3");
            house.clock.set("2026-11-23T00:08:00Z");
            awaitRow(
                    "SELECT verdict, reasons, takeaways FROM v_overview",
                    "accepted|takeaway1: figure: 300|2 " + said.get("takeaway2"));

            untilSent("2026-11-23T00:10:01Z");

            assertThat(text(received()))
                    .contains(packed("- Path Hints for QUIC ─ QUIC WGの文書としての初版。" + said.get("takeaway2") + "(AI要約)"))
                    .contains(packed("- Empty Answers in the DNS ─ DNSOP WGの文書としての初版"))
                    .doesNotContain("300秒");
            assertThat(model.received()).hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void p8_whatever_the_endpoint_does_the_digest_leaves_in_time_and_what_comes_later_is_kept(
            Fault fault, TestReporter reporter) throws Exception {
        try (ModelServer model = ModelServer.that(ModelServer.refusing(503))) {
            model.become(fault.of(model));
            Configuration configuration = start("openai", model.endpoint(), "10m");
            announceAll();
            await().atMost(PATIENCE).until(() -> !model.received().isEmpty());
            house.clock.set("2026-11-23T00:08:00Z");

            Duration took = untilSent("2026-11-23T00:10:01Z");

            reporter.publishEntry(fault + ": sent after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(ITSELF);
            requireAbstracts(text(received()));

            // Longer than anybody asks for patience, and than a breaker stays open.
            model.become(GOOD);
            house.clock.set("2026-11-23T01:00:00Z");
            awaitRow("SELECT count(*) FROM v_summary WHERE verdict = 'accepted'", "3");
            awaitRow("SELECT count(*) FROM v_overview WHERE verdict = 'accepted'", "1");
            Digest again = digestOfSunday(configuration);
            assertThat(again.summaries()).hasSize(3);
            assertThat(Optional.ofNullable(again.daySummaries().get(Language.JA)))
                    .contains(new DaySummary(HEADLINE, OF_DAY, Map.of(), Map.of(), "sample-model-1"));
            assertThat(mailServers.getReceivedMessagesForDomain(HANAKO)).hasSize(1);
        }
    }

    @Test
    void an_endpoint_with_a_certificate_of_nobody_we_trust_delays_nothing() throws Exception {
        TestCertificate certificate = TestCertificate.forServer(folder, "ip:127.0.0.1");
        try (ModelServer model = ModelServer.overTls(certificate.context(), GOOD)) {
            requireAbstractsInTime(model.endpoint());

            assertThat(model.received()).isEmpty();
        }
    }

    @Test
    void an_endpoint_where_nobody_listens_delays_nothing() throws Exception {
        ModelServer gone = ModelServer.that(GOOD);
        gone.close();

        requireAbstractsInTime(gone.endpoint());
    }

    private void requireAbstractsInTime(URI endpoint) throws Exception {
        start("openai", endpoint, "10m");
        announceAll();
        await().atMost(PATIENCE)
                .until(() -> !house.query("SELECT 1 FROM summary_spent WHERE unanswered > 0")
                        .isEmpty());
        house.clock.set("2026-11-23T00:08:00Z");

        Duration took = untilSent("2026-11-23T00:10:01Z");

        assertThat(took).isLessThan(ITSELF);
        requireAbstracts(text(received()));
    }

    @Test
    void without_a_grace_a_frozen_endpoint_costs_the_configured_wait_and_no_more(TestReporter reporter)
            throws Exception {
        try (ModelServer model = ModelServer.that(GOOD)) {
            start("openai", model.endpoint(), "0s");
            announceAll();
            awaitRow("SELECT count(*) FROM v_summary WHERE verdict = 'accepted'", "3");
            model.become(model.frozen());

            Duration took = untilSent("2026-11-23T00:00:01Z");

            reporter.publishEntry("frozen, no grace: sent after " + took.toMillis() + " ms");
            assertThat(took)
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(1).plus(ITSELF));
            assertThat(text(received())).contains(packed(Draft.QUIC.summary)).doesNotContain(packed(OF_DAY));
        }
    }

    private Configuration start(String engine, URI endpoint, String grace) throws Exception {
        Configuration configuration = configuration(engine, endpoint, grace);
        running.add(LivingDaemon.start(configuration, house));
        return configuration;
    }

    private Configuration configuration(String engine, URI endpoint, String grace) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Path file = Files.writeString(folder.resolve("nikkan.toml"), """
                [[source]]
                host = "127.0.0.1"
                port = %d
                security = "none"
                user = "%s"
                password-file = "password"
                [digest]
                grace = "%s"
                [smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                from = "%2$s"
                [summary]
                engine = "%s"
                endpoint = "%s"
                model = "sample-model"
                timeout = "2s"
                retries = 1
                overview-wait = "1s"
                """.formatted(
                        mailServers.getImap().getPort(),
                        WATCHED,
                        grace,
                        mailServers.getSmtp().getPort(),
                        engine,
                        endpoint));
        return ConfigurationReader.read(file, Map.of(), Use.SERVERS);
    }

    private void announceAll() {
        announceAll(UnaryOperator.identity());
    }

    private void announceAll(UnaryOperator<String> otherwise) {
        int number = 0;
        for (Draft draft : Draft.values()) {
            number++;
            String mail = Announcements.ofDraft(number, Instant.parse("2026-11-22T10:00:00Z"))
                    .replace("Proposal " + number + " for Surviving", draft.title)
                    .replace(
                            "This document describes proposal " + number + ". It survives.",
                            draft.abstractText.replace("\n", "\r\n"));
            watched.deliver(GreenMailUtil.newMimeMessage(otherwise.apply(mail)));
        }
        awaitRow("SELECT posts FROM v_day WHERE day = '2026-11-22'", "3");
    }

    private Duration untilSent(String now) {
        long start = System.nanoTime();
        house.clock.set(now);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(house.query("SELECT edition FROM v_day WHERE day = '2026-11-22'"))
                        .containsExactly("sent"));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void awaitRow(String sql, String row) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(house.query(sql)).containsExactly(row));
    }

    private static String packed(String text) {
        return text.replaceAll("\\s", "");
    }

    private static void requireAbstracts(String text) {
        assertThat(text)
                .contains("Internet-Draft:3件", "aframebywhichanendpoint", "keepsanemptyanswer", "aYANGmoduleforthe")
                .doesNotContain("AI要約");
    }

    private Digest digestOfSunday(Configuration configuration) {
        return Press.digest(
                house.editions.inHistory(SUNDAY),
                SignalFiles.finder(configuration.digest()),
                configuration.digest(),
                SummaryShelf.of(
                        configuration.summary(),
                        new Summaries(house.store, house.clock),
                        new Overviews(house.store, house.clock)));
    }

    private MimeMessage received() {
        return List.of(mailServers.getReceivedMessagesForDomain(HANAKO)).getFirst();
    }

    /// The text part without any blanks: lines are broken for mail.
    private static String text(MimeMessage mail) throws Exception {
        MimeMultipart alternatives = (MimeMultipart) mail.getContent();
        return packed(alternatives.getBodyPart(0).getContent().toString());
    }
}
