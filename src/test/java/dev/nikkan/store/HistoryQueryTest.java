package dev.nikkan.store;

import static dev.nikkan.fixtures.Examples.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.PastPost;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Variant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryQueryTest {
    private static final Day DAY = Day.parse("2026-11-22");

    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void history_is_the_ninety_days_before_and_not_the_day_itself() {
        house.imported(post("draft-a-old-00"), "2026-08-23T12:00:00Z");
        house.imported(post("draft-a-first-00"), "2026-08-24T12:00:00Z");
        house.imported(post("draft-a-last-00"), "2026-11-21T23:59:59Z");
        house.imported(post("draft-a-today-00"), "2026-11-22T00:00:00Z");

        PostingHistory history = history(DAY);

        assertThat(names(history)).containsExactly("draft-a-first-00", "draft-a-last-00");
        assertThat(history.since()).contains(Day.parse("2026-08-23"));
    }

    @Test
    void a_store_without_earlier_mail_has_none() {
        house.imported(post("draft-a-today-00"), "2026-11-22T00:00:00Z");

        assertThat(history(DAY)).isEqualTo(PostingHistory.NONE);
    }

    @Test
    void a_group_is_known_by_a_draft_of_any_earlier_day() {
        house.imported(post("draft-ietf-ocm-early-00"), "2020-01-01T12:00:00Z");
        house.imported(post("draft-ietf-ocm-core-00"), "2026-11-22T12:00:00Z");
        house.imported(post("draft-ietf-new-core-00"), "2026-11-22T12:00:00Z");

        assertThat(history(DAY).knownGroups()).containsExactly("ocm");
    }

    @Test
    void mail_that_comes_after_the_cut_does_not_change_the_history_of_an_edition() {
        // given
        house.fetched(post("draft-a-before-00"), "2026-11-21T12:00:00Z");
        cut(Day.parse("2026-11-21"));
        house.fetched(post("draft-a-today-00"), "2026-11-22T12:00:00Z");
        cut(DAY);
        PostingHistory atTheCut = history(DAY);

        // when
        house.fetched(post("draft-a-late-00"), "2026-11-20T12:00:00Z");
        house.imported(post("draft-a-archive-00"), "2026-11-01T12:00:00Z");
        house.imported(post("draft-ietf-ocm-archive-00"), "2020-01-01T12:00:00Z");

        // then
        assertThat(history(DAY)).isEqualTo(atTheCut);
        assertThat(names(history(DAY.next()))).contains("draft-a-late-00", "draft-a-archive-00");
    }

    @Test
    void mail_stored_before_the_cut_and_read_for_a_later_edition_is_no_history_of_the_first() {
        // given
        house.fetched(post("draft-a-before-00"), "2026-11-21T12:00:00Z");
        cut(Day.parse("2026-11-21"));
        long unread = house.fetched(post("draft-a-quarantined-00"), "2026-11-21T13:00:00Z");
        house.execute(
                "UPDATE message SET status = 'quarantined', cause = 'unreadable', reason = '-' WHERE id = " + unread);
        cut(DAY);
        PostingHistory atTheCut = history(DAY);

        // when
        house.execute("UPDATE message SET status = 'parsed', cause = NULL, reason = NULL WHERE id = " + unread);
        house.clock.advance(Duration.ofDays(1));
        cut(DAY.next());

        // then
        assertThat(history(DAY)).isEqualTo(atTheCut);
        assertThat(names(history(DAY.next()))).contains("draft-a-quarantined-00");
    }

    @Test
    void a_first_version_has_the_draft_that_it_continues() {
        house.imported(post("draft-somebody-ocm-00"), "2026-06-01T12:00:00Z");
        house.imported(post("draft-ietf-ocm-core-00"), "2026-11-22T12:00:00Z");
        new Successions(house.store, house.clock)
                .replaces(new DraftName("draft-somebody-ocm"), new DraftName("draft-ietf-ocm-core"));

        assertThat(history(DAY).predecessors())
                .containsExactly(entry(new DraftName("draft-ietf-ocm-core"), new DraftName("draft-somebody-ocm")));
    }

    /// The view's own scan is of what its two searches found.
    @Test
    void no_statement_walks_through_the_whole_store() {
        for (String sql :
                List.of(HistoryQuery.POSTS, HistoryQuery.KNOWN, HistoryQuery.SINCE, HistoryQuery.PREDECESSOR)) {
            String literal = sql.replace("?1", "'2026-11-22'")
                    .replace("?2", "'2026-08-24'")
                    .replace("= ?", "= 'x'");

            List<String> plan = house.query("EXPLAIN QUERY PLAN " + literal);

            assertThat(plan).noneMatch(line -> line.matches(".*\\bSCAN (?!CONSTANT ROW|v_succession).*"));
        }
    }

    private PostingHistory history(Day day) {
        return house.editions.inHistory(day).history();
    }

    private static List<String> names(PostingHistory history) {
        return history.posts().stream()
                .map(PastPost::draft)
                .map(Object::toString)
                .toList();
    }

    private void cut(Day day) {
        house.editions.build(day, Day.parse("2026-11-01"), List.of(), true, new NoMail());
    }

    private static final class NoMail implements Editions.Composer {
        @Override
        public List<Editions.Body> compose(DayInHistory day, List<Variant> variants, Editions.Lineage lineage) {
            return List.of();
        }

        @Override
        public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
            throw new AssertionError("there is nobody to send to");
        }
    }
}
