package dev.nikkan.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.fixtures.ModelServer;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Language;
import dev.nikkan.model.Revision;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Variant;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.Summaries;
import dev.nikkan.summary.Prompts;
import dev.nikkan.summary.engine.ChatCompletions;
import dev.nikkan.summary.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A day's overview by a model behind a server in this process, around the time at which its edition is due.
final class OverviewDeskTest {
    private static final Day SUNDAY = Day.parse("2026-11-22");
    private static final String OF_DAY = "Internet-Draftは2件で、QUICの端点が経路について知っていることを伝えるフレームを定義する文書と、"
            + "その経路を忘れさせる方法を定める文書です。いずれも移動する端末の通信を続けやすくします。";
    private static final Map<String, String> GOOD = Map.of("overview", OF_DAY, "headline", "QUICの経路の手掛かりが2文書");

    @TempDir
    private Path folder;

    private StoreHouse house;
    private final AtomicInteger woken = new AtomicInteger();

    @BeforeEach
    void fill() {
        house = new StoreHouse(folder);
        house.fetched(post("draft-a-quic", "Path Hints for QUIC"), "2026-11-22T09:00:00Z");
        house.fetched(post("draft-b-quic", "Forgetting Path Hints of QUIC"), "2026-11-22T10:00:00Z");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void it_is_asked_for_in_the_last_minutes_of_the_grace_and_the_edition_does_not_wait() {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "", _ -> GOOD));
                OverviewDesk desk = desk(server, Duration.ofSeconds(20))) {
            house.clock.set("2026-11-23T00:06:59Z");
            desk.look();
            assertThat(server.received()).isEmpty();

            house.clock.set("2026-11-23T00:07:00Z");
            desk.look();
            awaitWoken(1);
            house.clock.set("2026-11-23T00:10:00Z");

            assertThat(desk.done(SUNDAY)).isTrue();
            assertThat(server.received()).hasSize(1);
            assertThat(ofDay(server))
                    .contains(new DaySummary("QUICの経路の手掛かりが2文書", OF_DAY, Map.of(), Map.of(), "sample-model-1"));
        }
    }

    @Test
    void a_built_day_costs_nothing_again_also_after_a_restart() {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "", _ -> GOOD))) {
            for (int start = 1; start <= 2; start++) {
                house.clock.set("2026-11-23T00:08:00Z");
                try (OverviewDesk desk = desk(server, Duration.ofSeconds(20))) {
                    desk.look();
                    awaitWoken(start);
                }
            }

            assertThat(server.received()).hasSize(1);
            assertThat(house.query("SELECT day, verdict, calls, input_tokens FROM v_overview"))
                    .containsExactly("2026-11-22|accepted|1|700");
        }
    }

    @Test
    void a_mail_that_came_after_makes_the_overview_stale_and_the_next_another_row() {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "", _ -> GOOD));
                OverviewDesk desk = desk(server, Duration.ofSeconds(20))) {
            house.clock.set("2026-11-23T00:08:00Z");
            desk.look();
            awaitWoken(1);
            house.fetched(post("draft-c-quic", "A Third Hint"), "2026-11-22T23:59:59Z");

            assertThat(ofDay(server)).isEmpty();

            desk.look();
            awaitWoken(2);

            // Its counts are those of the day before the mail: twice wrong.
            assertThat(house.query("SELECT verdict, calls, reasons LIKE '%count: Internet-Draftは2件%' FROM v_overview"))
                    .containsExactly("accepted|1|0", "rejected|2|1");
            assertThat(ofDay(server)).isEmpty();
        }
    }

    @Test
    void a_frozen_endpoint_costs_no_more_than_the_wait_and_nothing_where_the_grace_was_used() {
        try (ModelServer server = ModelServer.that(ModelServer.refusing(503))) {
            server.become(server.frozen());
            try (OverviewDesk desk = desk(server, Duration.ofMillis(300), Duration.ZERO)) {
                house.clock.set("2026-11-23T00:00:01Z");

                assertThat(desk.done(SUNDAY)).isFalse();
                awaitWoken(1);
                assertThat(desk.done(SUNDAY)).isTrue();
            }
            try (OverviewDesk desk = desk(server, Duration.ofSeconds(20))) {
                house.clock.set("2026-11-23T00:08:00Z");
                desk.look();
                house.clock.set("2026-11-23T00:10:00Z");

                assertThat(desk.done(SUNDAY)).isTrue();
            }
        }
    }

    @Test
    void what_nobody_answered_is_asked_for_later_and_shows_where_the_day_is_built_again() {
        try (ModelServer server = ModelServer.that(ModelServer.refusing(503));
                OverviewDesk desk = desk(server, Duration.ofSeconds(20))) {
            house.clock.set("2026-11-23T00:08:00Z");
            desk.look();
            awaitWoken(1);
            house.clock.set("2026-11-23T00:10:00Z");
            house.editions.build(SUNDAY, SUNDAY, List.of(), false, new NoMails());
            server.become(ModelServer.saying(_ -> "", _ -> GOOD));

            house.clock.set("2026-11-23T00:17:00Z");
            desk.look();
            assertThat(house.query("SELECT count(*) FROM v_overview")).containsExactly("0");
            house.clock.set("2026-11-23T00:20:00Z");
            desk.look();
            awaitWoken(2);

            assertThat(ofDay(server)).map(DaySummary::text).contains(OF_DAY);
        }
    }

    @Test
    void an_edition_does_not_wait_for_an_overview_on_which_the_program_breaks() {
        InstantSource breaking = () -> {
            if (Thread.currentThread().getName().startsWith("overview of")) {
                throw new StackOverflowError();
            }
            return house.clock.instant();
        };
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "", _ -> GOOD));
                OverviewDesk desk = desk(server, Duration.ofSeconds(20), DigestSettings.DEFAULT.grace(), breaking)) {
            house.clock.set("2026-11-23T06:00:00Z");

            assertThat(desk.done(SUNDAY)).isFalse();
            awaitWoken(1);
            assertThat(desk.done(SUNDAY)).isTrue();
        }
    }

    @Test
    void a_daily_limit_is_kept() {
        try (ModelServer server = ModelServer.that(ModelServer.saying(_ -> "", _ -> GOOD));
                OverviewDesk desk = desk(server, Duration.ofSeconds(20))) {
            house.clock.set("2026-11-23T00:08:00Z");
            new Summaries(house.store, house.clock)
                    .book(new Summaries.Writer("openai", "sample-model"), new Summaries.Cost(599, 0, 1, 1));

            desk.look();
            awaitWoken(1);

            assertThat(server.received()).isEmpty();
        }
    }

    private static final class NoMails implements Editions.Composer {
        @Override
        public List<Editions.Body> compose(DayInHistory day, List<Variant> variants, Editions.Lineage lineage) {
            return List.of();
        }

        @Override
        public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
            return List.of();
        }
    }

    private void awaitWoken(int times) {
        await().untilAsserted(() -> assertThat(woken).hasValueGreaterThanOrEqualTo(times));
    }

    private Optional<DaySummary> ofDay(ModelServer server) {
        DayInHistory day = house.editions.inHistory(SUNDAY);
        Digest digest = Press.digest(
                day,
                finder(),
                DigestSettings.DEFAULT,
                SummaryShelf.of(
                        settings(server, Duration.ZERO),
                        new Summaries(house.store, house.clock),
                        new Overviews(house.store, house.clock)));
        return Optional.ofNullable(digest.daySummaries().get(Language.JA));
    }

    private OverviewDesk desk(ModelServer server, Duration wait) {
        return desk(server, wait, DigestSettings.DEFAULT.grace());
    }

    private OverviewDesk desk(ModelServer server, Duration wait, Duration grace) {
        return desk(server, wait, grace, house.clock);
    }

    private OverviewDesk desk(ModelServer server, Duration wait, Duration grace, InstantSource clock) {
        SummarySettings settings = settings(server, wait);
        DigestSettings usual = DigestSettings.DEFAULT;
        DigestSettings digest = new DigestSettings(
                usual.at(),
                grace,
                usual.giveUp(),
                usual.firstDay(),
                usual.catchUpDays(),
                usual.partSize(),
                usual.language(),
                usual.templates(),
                usual.overview(),
                usual.themes(),
                usual.watchedAuthors(),
                usual.meetings(),
                usual.closingNotes(),
                usual.frame());
        return new OverviewDesk(
                new OverviewDesk.Shelves(
                        house.editions,
                        new Overviews(house.store, house.clock),
                        new Summaries(house.store, house.clock)),
                new Engine(
                        settings.engine().orElseThrow(),
                        new Engine.Backoff(Duration.ofMillis(5)),
                        house.clock,
                        new Random(1)),
                Prompts.load(Optional.empty()),
                settings,
                finder(),
                digest,
                clock,
                woken::incrementAndGet);
    }

    private static SignalFinder finder() {
        return new SignalFinder(SignalSettings.builtIn());
    }

    private static SummarySettings settings(ModelServer server, Duration wait) {
        return new SummarySettings(
                Optional.of(new ChatCompletions()),
                Optional.of(server.endpoint()),
                Optional.of("sample-model"),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Duration.ofSeconds(30),
                2,
                0,
                wait,
                List.of(Language.JA),
                Optional.empty(),
                600,
                1_000_000);
    }

    private static DraftPost post(String name, String title) {
        return new DraftPost(
                new DraftRevision(new DraftName(name), new Revision(0)),
                Optional.of(title),
                new Authors(List.of("Ann Author"), List.of(), false),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("This document defines a frame."),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
