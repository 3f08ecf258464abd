package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Origin;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.UnsurePolicy;
import dev.nikkan.model.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that is old is no slower: what the daemon, `status` and `digest` ask goes through indexes, to the
/// few rows it is about. SQLite is asked how it would run every statement that was prepared.
final class QueryPlanTest {
    private static final Day SATURDAY = Day.parse("2026-11-21");

    /// The tables that grow with every mail, or with every digest sent.
    private static final String GROWING =
            "message|raw_message|place|draft_post|rfc|event|event_draft|event_rfc" + "|edition_item|delivery|attempt";

    /// Indexes of what is not done yet, and, once a status, of the deliveries by state.
    private static final Set<String> SHORT = Set.of("message_pending", "message_quarantined", "delivery_state");

    private static final Pattern SCAN = Pattern.compile("SCAN (\\w+)(?: USING (?:COVERING )?INDEX (\\w+))?.*");

    @TempDir
    private Path folder;

    @Test
    void nothing_that_runs_each_day_goes_through_all_that_was_ever_stored() {
        try (StoreHouse house = new StoreHouse(folder)) {
            live(house);

            List<String> scans = new ArrayList<>();
            for (String statement : house.store.statements()) {
                scans.addAll(scans(house, statement));
            }

            assertThat(house.store.statements()).hasSizeGreaterThan(40);
            assertThat(scans).isEmpty();
        }
    }

    @Test
    void one_day_of_the_account_is_counted_without_the_others() {
        try (StoreHouse house = new StoreHouse(folder)) {
            assertThat(scans(house, "SELECT balanced FROM v_day WHERE day = '2026-11-21'"))
                    .isEmpty();
        }
    }

    /// Two days of mail, digests and sending, and the questions an operator asks meanwhile.
    private static void live(StoreHouse house) {
        Instance instance = new Instance(house.store, new Random(1));
        instance.takeOver();
        house.subscribers.add(new EmailAddress("a@example.org"), Language.EN);
        house.editions.firstDay(SATURDAY);
        house.editions.open(SATURDAY);
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-21T10:00:00Z");
        house.fetched(Examples.post("draft-a-b-01"), "2026-11-21T11:00:00Z");
        house.fetched(Examples.rfc(9999), "2026-11-21T12:00:00Z");
        house.imported(Examples.event("Last words"), "2026-11-21T13:00:00Z");
        house.add("the same octets", Origin.IMPORT);
        house.add("the same octets", Origin.MAILBOX);
        house.mails.pending(0, house.clock.instant());
        house.editions.owed(SATURDAY, SATURDAY.next());
        house.execute("DELETE FROM place WHERE message IN (SELECT id FROM message WHERE status = 'pending')");
        house.execute("DELETE FROM raw_message WHERE message IN (SELECT id FROM message WHERE status = 'pending')");
        house.execute("DELETE FROM message WHERE status = 'pending'");
        assertThat(house.editions.build(SATURDAY, SATURDAY, List.of(), false, new Plain()))
                .isInstanceOf(Editions.Built.class);
        house.editions.build(SATURDAY.next(), SATURDAY, List.of(), false, new Plain());
        house.editions.planForNewcomers(SATURDAY, new Plain());
        house.editions.content(SATURDAY);
        house.editions.account(SATURDAY);
        send(house);
        StoreStatus.of(house.store, house.clock.instant());
        new Quarantine(house.store).list();
        instance.held(house.clock.instant());
    }

    private static void send(StoreHouse house) {
        house.outbox.recoverInterrupted(UnsurePolicy.RESEND, house.clock.instant());
        for (Delivery delivery :
                house.outbox.begin(house.outbox.due(10, house.clock.instant()), house.clock.instant())) {
            house.outbox.body(delivery);
            house.outbox.record(delivery, new Attempt.Accepted("250 ok"), house.clock.instant(), Optional.empty());
        }
        house.outbox.giveUp(house.clock.instant(), "too old", 10, house.clock.instant());
        house.outbox.settle();
        house.outbox.progress(SATURDAY);
    }

    private static List<String> scans(StoreHouse house, String statement) {
        List<String> scans = new ArrayList<>();
        if (!statement.strip().matches("(?s)(?i)(SELECT|WITH|INSERT|UPDATE|DELETE)\\b.*")) {
            return scans;
        }
        for (String step : house.query("EXPLAIN QUERY PLAN " + statement)) {
            Matcher scan = SCAN.matcher(step.substring(step.lastIndexOf('|') + 1));
            if (scan.matches()
                    && isGrowing(statement, scan.group(1))
                    && !SHORT.contains(String.valueOf(scan.group(2)))) {
                scans.add(step + " in " + statement);
            }
        }
        return scans;
    }

    /// Whether a name in a plan is one of the tables, or in the statement another name of one.
    private static boolean isGrowing(String statement, String name) {
        return name.matches(GROWING)
                || Pattern.compile("\\b(" + GROWING + ")\\s+(?:AS\\s+)?" + name + "\\b")
                        .matcher(statement)
                        .find();
    }

    private static final class Plain implements Editions.Composer {
        @Override
        public List<Editions.Body> compose(DayInHistory day, List<Variant> variants, Editions.Lineage lineage) {
            return List.of(new Editions.Body(1, Language.EN, "a subject", Examples.octets("1")));
        }

        @Override
        public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
            return headings.stream()
                    .map(heading -> day + "." + heading.part() + "." + subscriber.id() + "@example.org")
                    .map(id -> new Editions.Header(id, Examples.octets("Message-ID: <" + id + ">\r\n")))
                    .toList();
        }
    }
}
