package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.ModelServer;
import dev.nikkan.fixtures.SettableClock;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Revision;
import dev.nikkan.model.Sha256;
import dev.nikkan.store.Access;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.Store;
import dev.nikkan.store.Summaries;
import dev.nikkan.store.Summaries.Cost;
import dev.nikkan.store.Summaries.Task;
import dev.nikkan.store.Summaries.Wanted;
import dev.nikkan.store.Summaries.Writer;
import dev.nikkan.store.Summaries.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `summaries`, `compare`, `digest --engine` and the model's line of `doctor`, on a day of two drafts: of one a
/// model has written what passes the checks, of the other what does not.
final class SummariesCommandTest {
    private static final String DAY = "2026-11-22";
    private static final Writer WRITER = new Writer("openai", "sample-model");
    private static final String QUIC_ABSTRACT =
            "This document defines two new frames, PATH_HINT and PATH_FORGET, by which a QUIC"
                    + " endpoint tells its peer what it knows of a path. It extends RFC 9000.";
    private static final String DNS_ABSTRACT = "This document defines how long a resolver keeps an empty answer.";
    private static final String KEPT = "QUICの経路について知っていることを相手に伝える二つのフレーム、PATH_HINTとPATH_FORGETを定義します。"
            + "RFC 9000を拡張するもので、端点は経路の性質を測り直さずに済みます。移動する端末の利用者は、経路が変わっても通信を続けやすくなります。";
    private static final String FRESH = KEPT.replace("続けやすくなります", "保ちやすくなります");
    private static final String INVENTED = KEPT.replace("RFC 9000", "RFC 9999");

    private static final String OF_DAY = "Internet-Draftは2件で、「Path Hints for QUIC」はQUICの端点が経路について知っていることを伝える"
            + "フレームを定義します。もう1件はリゾルバーが空の答えを保つ時間を扱います。";
    private static final Map<String, String> OVERVIEW = Map.of("overview", OF_DAY, "headline", "QUICの経路の手掛かりと空の答え");

    private final ModelServer server = ModelServer.that(
            ModelServer.saying(call -> call.document().contains("PATH_HINT") ? FRESH : INVENTED, _ -> OVERVIEW));

    @TempDir
    private Path folder;

    @BeforeEach
    void fill_the_store() throws Exception {
        Files.writeString(folder.resolve("nikkan.toml"), """
                [store]
                path = "nikkan.db"
                [[source]]
                host = "127.0.0.1"
                port = 1
                security = "none"
                [smtp]
                host = "127.0.0.1"
                port = 1
                security = "none"
                from = "digest@example.org"
                [summary]
                engine = "openai"
                endpoint = "%s"
                model = "sample-model"
                """.formatted(server.endpoint()));
        try (StoreHouse house = new StoreHouse(folder)) {
            house.fetched(post("draft-a-quic", "Path Hints for QUIC", QUIC_ABSTRACT), DAY + "T09:00:00Z");
            house.fetched(post("draft-b-dns", "Empty Answers in the DNS", DNS_ABSTRACT), DAY + "T10:00:00Z");
            Summaries summaries = new Summaries(house.store, house.clock);
            Task task = new Task(new Writer("openai", "sample-model"), Language.JA, "v1");
            summaries.keep(
                    wanted("draft-a-quic", "Path Hints for QUIC", QUIC_ABSTRACT),
                    task,
                    new Written(
                            true, KEPT, "sample-model-1", List.of(), new Cost(1, 0, 700, 120), Duration.ofMillis(9)));
            summaries.keep(
                    wanted("draft-b-dns", "Empty Answers in the DNS", DNS_ABSTRACT),
                    task,
                    new Written(
                            false,
                            INVENTED,
                            "",
                            List.of("figure: RFC 9999"),
                            new Cost(2, 0, 1400, 240),
                            Duration.ZERO));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void list_says_each_verdict_and_counts_the_reasons() {
        CommandRun run = run("summaries", "list", "--day", DAY);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().replace('\t', '|')).isEqualTo("""
                draft-a-quic-00|ja|sample-model|accepted|1|820|
                draft-b-dns-00|ja|sample-model|rejected|2|1640|figure: RFC 9999
                2026-11-22: 2 summaries (accepted 1, rejected 1); refused for: figure 1
                """);
    }

    @Test
    void show_prints_what_was_written_and_why_it_was_refused() {
        CommandRun run = run("summaries", "show", "draft-b-dns");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("draft-b-dns-00", "rejected", "openai/sample-model prompt v1")
                .contains("  ! figure: RFC 9999\n  " + INVENTED + "\n");
        assertThat(run("summaries", "show", "draft-c").status()).isEqualTo(66);
    }

    @Test
    void a_day_s_overview_is_listed_shown_counted_and_forgotten() {
        keepOverview(true, OF_DAY, List.of("headline: figure: RFC 9999"));

        assertThat(run("summaries", "list", "--day", DAY).out().replace('\t', '|'))
                .startsWith("overview|ja|sample-model|accepted|1|1400|headline: figure: RFC 9999\n");
        assertThat(run("summaries", "show", "--day", DAY).out())
                .startsWith(DAY + " ja accepted openai/sample-model prompt v2")
                .contains(
                        "  ! headline: figure: RFC 9999\n",
                        "  " + OF_DAY + "\n",
                        "  theme.quic: QUICです。\n",
                        "  takeaway 2: 移動する端末のためのものです。\n");
        assertThat(run("summaries", "show", "--day", "2026-11-21").status()).isEqualTo(66);
        assertThat(run("summaries", "redo", "--day", DAY).out()).startsWith("1 summaries");
        assertThat(run("summaries", "redo", "--day", DAY, "--all").out()).startsWith("2 summaries");
        assertThat(run("summaries", "show", "--day", DAY).status()).isEqualTo(66);
        assertThat(run("summaries", "cost").out()).contains("\t4\t0\t3300\t560");
    }

    private void keepOverview(boolean accepted, String text, List<String> reasons) {
        try (Store store = Store.open(folder.resolve("nikkan.db"), Access.WRITE, FaultPoints.INERT)) {
            new Overviews(store, new SettableClock("2026-11-22T12:00:00Z"))
                    .keep(
                            Day.parse(DAY),
                            new Task(new Writer("openai", "sample-model"), Language.JA, "v2"),
                            Sha256.of(new byte[] {1}),
                            new Overviews.Written(
                                    accepted,
                                    new DaySummary(
                                            "",
                                            text,
                                            Map.of("theme.quic", "QUICです。"),
                                            Map.of(2, "移動する端末のためのものです。"),
                                            "sample-model-1"),
                                    reasons,
                                    new Cost(1, 0, 1200, 200),
                                    Duration.ofMillis(5)));
        }
    }

    @Test
    void redo_forgets_the_refused_and_with_all_the_others_too_but_never_the_cost() {
        assertThat(run("summaries", "redo", "--day", DAY).out()).startsWith("1 summaries");
        assertThat(run("summaries", "list", "--day", DAY).out()).contains("1 summaries (accepted 1)");
        assertThat(run("summaries", "redo", "--day", DAY, "--all").out()).startsWith("1 summaries");
        assertThat(run("summaries", "redo").status()).isEqualTo(64);

        assertThat(run("summaries", "cost").out().replace('\t', '|'))
                .isEqualTo("2026-11-22|openai|sample-model|3|0|2100|360\n");
    }

    @Test
    void compare_prints_each_engine_with_its_verdict_and_keeps_nothing() {
        // given
        String before = run("summaries", "list", "--day", DAY).out();

        // when
        CommandRun run = run("compare", "--day", DAY, "--engines", "lead,openai:other");

        // then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "draft-a-quic-00  Path Hints for QUIC\n  [lead] from the abstract\n    This document defines two")
                .containsPattern("\\[openai:other] accepted; sample-model-1, \\d+ ms, 700 \\+ 120 tokens\n    " + FRESH)
                .containsPattern("\\[openai:other] rejected \\(.*figure: RFC 9999.*\\); 1400 \\+ 240 tokens\n    ")
                .startsWith(DAY + "  overview\n  [lead] from the signals\n    Internet-Draftは2件(新規2件、改訂0件)")
                .containsPattern(
                        "\\[openai:other] accepted; sample-model-1, \\d+ ms, 700 \\+ 120 tokens\n    QUICの.*\n    "
                                + OF_DAY);
        assertThat(server.received())
                .hasSize(4)
                .allSatisfy(
                        call -> assertThat(call.json().path("model").asText()).isEqualTo("other"));
        assertThat(run("summaries", "list", "--day", DAY).out()).isEqualTo(before);
    }

    @Test
    void compare_prints_takeaways_too_as_they_are_computed_and_as_a_model_tells_of_them() throws Exception {
        // given
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.copy(folder.resolve("nikkan.toml"), own.resolve("nikkan.toml"));
        try (StoreHouse house = new StoreHouse(own)) {
            house.fetched(post("draft-ietf-quic-hints", "Path Hints for QUIC", QUIC_ABSTRACT), DAY + "T09:00:00Z");
            house.fetched(post("draft-b-dns", "Empty Answers in the DNS", DNS_ABSTRACT), DAY + "T10:00:00Z");
        }
        String sentence = "経路が変わる端末の通信を続けやすくするためのものです。";
        server.become(ModelServer.saying(_ -> FRESH, _ -> Map.of("overview", OF_DAY, "takeaway1", sentence)));

        // when
        CommandRun run = CommandRun.in(own, "compare", "--day", DAY, "--engines", "lead,openai", "--limit", "1");

        // then
        assertThat(run.out())
                .contains("    Path Hints for QUIC ─ QUIC WGの文書としての初版\n")
                .contains("    takeaway 1: " + sentence + "\n");
    }

    @Test
    void the_key_reaches_no_other_server_than_the_configured_one() throws Exception {
        // given
        Path key = Files.writeString(folder.resolve("key"), "sk-sample");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                folder.resolve("nikkan.toml"),
                Files.readString(folder.resolve("nikkan.toml"))
                        + "api-key-file = \"key\"\nheaders = [\"X-Key: sample\"]\n");

        try (ModelServer other = ModelServer.that(ModelServer.saying(_ -> FRESH, _ -> OVERVIEW))) {
            // when
            String elsewhere = "openai:small@8b:q4@" + other.endpoint();
            CommandRun compare = run("compare", "--day", DAY, "--engines", "openai," + elsewhere, "--limit", "1");
            CommandRun digest = run("digest", "--day", DAY, "--engine", elsewhere);

            // then
            assertThat(compare.status()).as(compare.err()).isZero();
            assertThat(compare.out()).contains("[openai] accepted", "[" + elsewhere + "] accepted");
            assertThat(digest.status()).as(digest.err()).isZero();
            assertThat(server.received()).isNotEmpty().allSatisfy(call -> {
                assertThat(call.header("Authorization")).isEqualTo("Bearer sk-sample");
                assertThat(call.header("X-key")).isEqualTo("sample");
            });
            assertThat(other.received()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(call -> {
                assertThat(call.json().path("model").asText()).isEqualTo("small@8b:q4");
                assertThat(call.headers()).doesNotContainKeys("Authorization", "X-key");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openai:m@https://user:secret@models.example/v1", "openai:m@https://models.example/v1?key=secret"
            })
    void an_endpoint_with_something_secret_in_it_is_refused_and_not_repeated(String engine) {
        CommandRun run = run("compare", "--day", DAY, "--engines", "lead," + engine);

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).contains("a key goes into api-key-file").doesNotContain("secret");
    }

    @Test
    void compare_takes_no_more_drafts_than_it_is_told() {
        CommandRun run = run("compare", "--day", DAY, "--engines", "lead,lead", "--limit", "1");

        assertThat(run.out().lines().filter(line -> line.startsWith("draft-"))).hasSize(1);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void a_digest_shows_what_is_kept_and_that_of_the_engine_lead_only_the_abstracts() {
        CommandRun kept = run("digest", "--day", DAY);
        CommandRun lead = run("digest", "--day", DAY, "--engine", "lead");

        assertThat(plain(kept)).contains(KEPT + "(AI要約)", "言語モデル(sample-model-1)", DNS_ABSTRACT);
        assertThat(lead.status()).as(lead.err()).isZero();
        assertThat(lead.out()).contains("This document defines two new frames", DNS_ABSTRACT);
        assertThat(lead.out()).doesNotContain("AI要約", "言語モデル");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void a_digest_of_another_engine_asks_it_now_says_what_it_refused_and_keeps_nothing() {
        // given
        String before = run("summaries", "list", "--day", DAY).out();

        // when
        CommandRun run = run("digest", "--day", DAY, "--engine", "anthropic:other");

        // then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(plain(run))
                .contains(FRESH + "(AI要約)", DNS_ABSTRACT, "- " + OF_DAY + "(AI要約)")
                .contains("─ QUICの経路の手掛かりと空の答え")
                .doesNotContain(KEPT, "9999");
        assertThat(run.err()).startsWith("draft-b-dns-00: rejected (").contains("RFC 9999");
        assertThat(server.received())
                .hasSize(4)
                .allSatisfy(call -> assertThat(call.path()).endsWith("/messages"));
        assertThat(run("summaries", "list", "--day", DAY).out()).isEqualTo(before);
    }

    @Test
    void an_engine_that_there_is_not_is_a_wrong_use() {
        CommandRun run = run("digest", "--day", DAY, "--engine", "magic");

        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).contains("There is no engine \"magic\"; write lead, openai or anthropic");
    }

    @Test
    void doctor_asks_one_real_question_and_says_what_came_of_it() {
        assertThat(run("doctor").out())
                .containsPattern("warn summary +sample-model answers, and its summary does not pass \\(.*RFC 9999");

        server.become(ModelServer.refusing(401));
        assertThat(run("doctor").out())
                .containsPattern(
                        "fail summary +" + server.endpoint() + ": .*401.* Check endpoint, model, api-key-file");
    }

    @Test
    void doctor_reckons_with_the_price_that_the_operator_knows() throws Exception {
        assertThat(run("doctor").out()).doesNotContain("which cost");
        Files.writeString(
                folder.resolve("nikkan.toml"),
                Files.readString(folder.resolve("nikkan.toml")) + "price = \"1000 / 0\"\n");

        assertThat(run("doctor").out()).containsPattern("(\\d+)(\\d{3}) tokens in, \\d+ out, which cost \\1\\.\\2");
    }

    @ParameterizedTest
    @CsvSource({"599, 1000", "2, 1000000"})
    void status_says_when_a_daily_limit_is_reached(int calls, int tokens) {
        assertThat(run("status").out()).doesNotContain("daily limit");

        spend(new Cost(calls, 0, tokens, 0));

        assertThat(run("status").out())
                .contains("the model has cost %d calls and %d tokens today, the daily limit; abstracts stand in"
                        .formatted(calls, tokens));
    }

    @Test
    void status_says_until_when_a_model_is_left_alone_and_why_and_an_answer_ends_that() {
        withSummaries(summaries -> summaries.pause(
                WRITER, new Summaries.Pause(Instant.parse("2026-11-23T08:45:00Z"), "it answered with status 401")));

        assertThat(run("status").out())
                .contains("the model is not asked until 2026-11-23T08:45:00Z, because it answered with status 401;");

        spend(new Cost(1, 0, 700, 120));

        assertThat(run("status").out()).doesNotContain("is not asked");
    }

    private void spend(Cost cost) {
        withSummaries(summaries -> summaries.book(WRITER, cost));
    }

    private void withSummaries(Consumer<Summaries> change) {
        try (Store store = Store.open(folder.resolve("nikkan.db"), Access.WRITE, FaultPoints.INERT)) {
            change.accept(new Summaries(store, new SettableClock("2026-11-23T08:00:00Z")));
        }
    }

    private CommandRun run(String... args) {
        return CommandRun.in(folder, args);
    }

    /// What a digest in Markdown shows when it is rendered.
    private static String plain(CommandRun digest) {
        return digest.out().replace("\\_", "_");
    }

    private static Wanted wanted(String name, String title, String abstractText) {
        return new Wanted(Day.parse(DAY), first(name), title, abstractText);
    }

    private static DraftRevision first(String name) {
        return new DraftRevision(new DraftName(name), new Revision(0));
    }

    private static DraftPost post(String name, String title, String abstractText) {
        return new DraftPost(
                first(name),
                Optional.of(title),
                new Authors(List.of("Ann Author"), List.of(), false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(abstractText),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
