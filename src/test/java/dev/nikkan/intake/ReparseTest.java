package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.OtherKind;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.Reread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stored mail is read again by a parser that reads it otherwise.
final class ReparseTest {
    private static final String MONDAY = "2026-11-16";
    private static final String TUESDAY = "2026-11-17";

    /// All that is derived from mails; of search, which rows it has and what they are found by.
    private static final List<String> DERIVED = List.of(
            """
            SELECT id, status, kind, cause, reason, duplicate_of, day, list, message_id, subject, sender, sent_at, parser
            FROM message ORDER BY id""",
            "SELECT message, draft, revision, title, abstract FROM draft_post ORDER BY message",
            "SELECT message, number, title FROM rfc ORDER BY message",
            "SELECT message, kind, hex(identity), subject FROM event ORDER BY message",
            "SELECT message, id FROM search_entry ORDER BY message",
            "SELECT rowid FROM search('\"is:entry\"') ORDER BY rowid",
            "SELECT rowid FROM search('renamed') ORDER BY rowid",
            "SELECT * FROM v_day ORDER BY day");

    /// What a made-up mail can say.
    private enum Says {
        FIRST,
        FIRST_RENAMED,
        SECOND,
        RFC,
        EVENT,
        OTHER,
        UNREADABLE;

        private Reading reading() {
            return switch (this) {
                case FIRST -> new Reading.Announced(Examples.post("draft-a-b-00"));
                case FIRST_RENAMED -> new Reading.Announced(renamed());
                case SECOND -> new Reading.Announced(Examples.post("draft-a-b-01"));
                case RFC -> new Reading.Announced(Examples.rfc(9000));
                case EVENT -> new Reading.FreeText(Examples.event("an event"));
                case OTHER -> new Reading.Other(OtherKind.OWN);
                case UNREADABLE -> new Reading.Unreadable("no name");
            };
        }

        private static DraftPost renamed() {
            DraftPost post = Examples.post("draft-a-b-00");
            return new DraftPost(
                    post.draft(),
                    Optional.of("Renamed"),
                    post.authors(),
                    post.group(),
                    post.pages(),
                    post.date(),
                    post.abstractText(),
                    post.url(),
                    post.htmlUrl(),
                    post.diffUrl());
        }

        /// What it announces, if anything; a name for its identity.
        private Optional<String> announcement() {
            return switch (this) {
                case FIRST, FIRST_RENAMED -> Optional.of("first");
                case SECOND, RFC, EVENT -> Optional.of(name());
                case OTHER, UNREADABLE -> Optional.empty();
            };
        }
    }

    private final Path folder;

    ReparseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private StoreHouse house(String name) throws IOException {
        return new StoreHouse(Files.createDirectories(folder.resolve(name)));
    }

    private static Octets octets(int mail) {
        return Examples.octets("mail " + mail);
    }

    private static Function<Octets, ReadMessage> parser(List<Says> says) {
        Map<Octets, ReadMessage> known = new HashMap<>();
        for (int i = 0; i < says.size(); i++) {
            String day = i % 2 == 0 ? MONDAY : TUESDAY;
            known.put(octets(i), Examples.read(says.get(i).reading(), day + "T10:00:00Z", "same@example.org"));
        }
        return mail -> Objects.requireNonNull(known.get(mail));
    }

    private static Intake intake(StoreHouse house, List<Says> says) {
        return new Intake(house.mails, TrustSettings.DEFAULT, FaultPoints.INERT, parser(says), parser(says));
    }

    private static void accept(Intake intake, int from, int to) {
        IntStream.range(from, to)
                .mapToObj(i -> new Incoming(octets(i), Optional.empty(), Origin.MAILBOX, Optional.empty()))
                .forEach(mail -> intake.accept(List.of(mail)));
    }

    private static List<Reread> reparse(StoreHouse house, List<Says> says) {
        List<Reread> changes = new ArrayList<>();
        Reparse reparse = new Reparse(intake(house, says), house.store, 2);
        reparse.run(reparse.work(), step -> changes.addAll(step.changes()));
        return changes.stream().filter(Reread::changed).toList();
    }

    private static List<Says> random(Random random, int length) {
        return IntStream.range(0, length)
                .mapToObj(_ -> Says.values()[random.nextInt(Says.values().length)])
                .toList();
    }

    private static List<List<String>> derived(StoreHouse house) {
        return DERIVED.stream().map(house::query).toList();
    }

    @Test
    void whatever_was_read_before_the_rows_are_those_of_mail_that_comes_now() throws IOException {
        for (int seed = 0; seed < 70; seed++) {
            Random random = new Random(seed);
            int mails = 1 + random.nextInt(9);
            List<Says> before = random(random, mails);
            List<Says> now = random(random, mails);
            try (StoreHouse again = house("again" + seed);
                    StoreHouse fresh = house("fresh" + seed)) {
                accept(intake(again, before), 0, mails);
                accept(intake(fresh, now), 0, mails);

                reparse(again, now);

                assertThat(derived(again)).as("%d: %s -> %s", seed, before, now).isEqualTo(derived(fresh));
                assertThat(reparse(again, now)).isEmpty();
            }
        }
    }

    @Test
    void what_an_edition_holds_stays_in_it_and_stays_the_entry_while_it_says_the_same() throws IOException {
        for (int seed = 0; seed < 70; seed++) {
            Random random = new Random(seed);
            int mails = 2 + random.nextInt(8);
            int cut = 1 + random.nextInt(mails);
            List<Says> before = random(random, mails);
            List<Says> now = random(random, mails);
            try (StoreHouse house = house("cut" + seed)) {
                Intake old = intake(house, before);
                accept(old, 0, cut);
                house.editions.skip(Day.parse(MONDAY), Day.parse(TUESDAY));
                accept(old, cut, mails);
                Map<Integer, String> sent = sent(house, before);

                reparse(house, now);

                assertThat(entries(house))
                        .as("%d: %s -> %s, sent %s", seed, before, now, sent)
                        .isEqualTo(expectedEntries(before, now, sent));
                assertThat(house.query("SELECT message FROM edition_item")).hasSameSizeAs(sent.keySet());
                sent.forEach((mail, announcement) -> {
                    int entry = entries(house).getOrDefault(announcement, Integer.MAX_VALUE);
                    boolean knownThen = entry <= mail
                            || (entry < mails
                                    && before.get(entry).announcement().equals(Optional.of(announcement)));
                    assertThat(house.query("SELECT message FROM edition_item"))
                            .as("%s -> %s: %s was sent and is in the edition", before, now, announcement)
                            .contains(Integer.toString(1 + (knownThen ? entry : mail)));
                });
                assertThat(house.query("SELECT day FROM v_day WHERE NOT balanced"))
                        .isEmpty();
                assertThat(house.query("SELECT edition FROM v_day ORDER BY day").getFirst())
                        .isEqualTo("skipped");
            }
        }
    }

    /// The mails in an edition, counted from 0, and what they were sent as.
    private static Map<Integer, String> sent(StoreHouse house, List<Says> before) {
        Map<Integer, String> sent = new HashMap<>();
        for (String message : house.query("SELECT message FROM edition_item")) {
            int mail = Integer.parseInt(message) - 1;
            sent.put(mail, before.get(mail).announcement().orElseThrow());
        }
        return sent;
    }

    private static Map<String, Integer> entries(StoreHouse house) {
        Map<String, Integer> entries = new HashMap<>();
        house.query("""
                SELECT message - 1, CASE revision WHEN 0 THEN 'first' ELSE 'SECOND' END FROM draft_post
                UNION ALL SELECT message - 1, 'RFC' FROM rfc UNION ALL SELECT message - 1, 'EVENT' FROM event""").forEach(row -> {
            int bar = row.indexOf('|');
            entries.put(row.substring(bar + 1), Integer.parseInt(row.substring(0, bar)));
        });
        return entries;
    }

    /// The first mail of an announcement; but one that was sent stays its entry, or hands it on to a mail that was
    /// known to say the same when it turned out to say something else.
    private static Map<String, Integer> expectedEntries(List<Says> before, List<Says> now, Map<Integer, String> sent) {
        Map<String, Integer> entries = new HashMap<>();
        for (int i = now.size() - 1; i >= 0; i--) {
            int mail = i;
            now.get(i).announcement().ifPresent(announcement -> entries.put(announcement, mail));
        }
        sent.forEach((mail, announcement) -> {
            if (now.get(mail).announcement().equals(Optional.of(announcement))) {
                entries.put(announcement, mail);
            } else {
                IntStream.range(0, now.size())
                        .filter(i -> now.get(i).announcement().equals(Optional.of(announcement)))
                        .filter(i -> i < mail || before.get(i).announcement().equals(Optional.of(announcement)))
                        .findFirst()
                        .ifPresent(i -> entries.put(announcement, i));
            }
        });
        return entries;
    }

    @Test
    void a_run_that_was_interrupted_goes_on_where_it_stopped() throws IOException {
        List<Says> before = random(new Random(1), 500);
        List<Says> now = random(new Random(2), 500);
        try (StoreHouse again = house("interrupted");
                StoreHouse fresh = house("uninterrupted")) {
            accept(intake(again, before), 0, 500);
            accept(intake(fresh, now), 0, 500);
            Reparse killed = new Reparse(intake(again, now), again.store, 2);
            List<Integer> steps = new ArrayList<>();

            assertThatThrownBy(() -> killed.run(killed.work(), step -> {
                        steps.add(step.done());
                        throw new IllegalStateException("killed");
                    }))
                    .hasMessage("killed");
            Reparse.Work rest = new Reparse(intake(again, now), again.store, 2).work();
            reparse(again, now);

            assertThat(rest.goesOn()).isTrue();
            assertThat(rest.left()).isEqualTo(500 - steps.getFirst());
            assertThat(derived(again)).isEqualTo(derived(fresh));
        }
    }

    @Test
    void a_run_that_was_interrupted_is_begun_anew_where_other_mail_counts_now() throws IOException {
        List<Says> says = random(new Random(1), 500);
        try (StoreHouse house = house("trust")) {
            accept(intake(house, says), 0, 500);
            Reparse killed = new Reparse(intake(house, says), house.store, 2);
            assertThatThrownBy(() -> killed.run(killed.work(), _ -> {
                        throw new IllegalStateException("killed");
                    }))
                    .hasMessage("killed");
            TrustSettings other = new TrustSettings(Set.of(new MailingList("other.example.org")), Optional.empty());

            Reparse.Work work = new Reparse(
                            new Intake(house.mails, other, FaultPoints.INERT, parser(says), parser(says)),
                            house.store,
                            2)
                    .work();

            assertThat(work.goesOn()).isFalse();
            assertThat(work.left()).isEqualTo(500);
        }
    }

    @Test
    void what_reading_again_cannot_mend_is_left_alone() throws IOException {
        try (StoreHouse house = house("left")) {
            accept(intake(house, List.of(Says.FIRST, Says.SECOND)), 0, 2);
            house.execute("UPDATE message SET status = 'quarantined', cause = 'unverified', reason = 'x' WHERE id = 1");
            house.execute("DELETE FROM draft_post WHERE message = 1");

            List<Reread> changes = reparse(house, List.of(Says.FIRST, Says.RFC));

            assertThat(changes).extracting(Reread::id).containsExactly(2L);
            assertThat(house.query("SELECT status, cause FROM message WHERE id = 1"))
                    .containsExactly("quarantined|unverified");
        }
    }
}
