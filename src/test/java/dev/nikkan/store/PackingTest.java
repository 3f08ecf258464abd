package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.OtherKind;
import dev.nikkan.model.Reading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the store keeps of a mail is small, and gives back every octet.
final class PackingTest {
    private static final String SECRET = "not for anybody else to read: the address of a subscriber";

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

    /// Each says something of its own in the words of all.
    private static String announcement(int number) {
        return """
                From: internet-drafts@ietf.org
                Precedence: bulk
                Subject: I-D Action: draft-%1$s-00.txt
                List-Id: Announcements of new Internet Drafts <i-d-announce.ietf.org>

                A New Internet-Draft is available from the on-line Internet-Drafts directories.
                The IETF datatracker status page for this Internet-Draft is:
                https://datatracker.ietf.org/doc/draft-%1$s/
                """.formatted(Long.toString(new Random(number).nextLong() & Long.MAX_VALUE, 36));
    }

    private long add(String text) {
        return house.add(text, Origin.IMPORT).id();
    }

    private void announce(int from, int end) {
        for (int i = from; i < end; i++) {
            long id = add(announcement(i));
            var post = Examples.post("draft-test-n" + i + "-00");
            house.decide(
                    id,
                    new Reading.Announced(post),
                    new Verdict.Entry(post),
                    "2026-11-22T10:00:00Z",
                    i + "@example.org");
        }
    }

    private int packedSize(long id) {
        return Integer.parseInt(house.query("SELECT length(octets) FROM raw_message WHERE message = " + id)
                .getFirst());
    }

    @Test
    void announcements_that_resemble_earlier_ones_take_a_quarter_of_their_space() {
        announce(0, 260);

        long id = add(announcement(1000));

        assertThat(packedSize(id)).isLessThan(announcement(1000).length() / 4);
        assertThat(house.query("SELECT dictionary FROM raw_message WHERE message = " + id))
                .containsExactly("1");
    }

    @Test
    void p1_octets_come_back_from_every_dictionary_and_in_another_process() {
        announce(0, 600);

        MailStore another = new MailStore(house.store, house.clock);

        assertThat(house.query("SELECT DISTINCT dictionary FROM raw_message ORDER BY 1"))
                .containsExactly("0", "1", "2");
        for (int i = 0; i < 600; i++) {
            assertThat(another.octets(i + 1)).contains(Examples.octets(announcement(i)));
        }
    }

    @Test
    void p1_octets_of_any_size_and_kind_come_back() {
        announce(0, 260);
        byte[] noise = new byte[3 << 20];
        new Random(1).nextBytes(noise);
        List<Octets> odd = List.of(
                Octets.of(new byte[0]), Octets.of(new byte[] {0}), Octets.of(noise), Octets.of(new byte[1 << 20]));

        List<Stored> stored = house.mails.add(odd.stream()
                .map(octets -> new Incoming(octets, Optional.empty(), Origin.IMPORT, Optional.empty()))
                .toList());

        assertThat(stored.stream().map(mail -> house.mails.octets(mail.id()).orElseThrow()))
                .containsExactlyElementsOf(odd);
    }

    /// A dictionary stays when a mail is deleted.
    @Test
    void a_dictionary_holds_words_of_announcements_only() {
        for (int i = 0; i < 200; i++) {
            add(SECRET + i);
            house.decide(
                    add(SECRET + " in a reply " + i),
                    new Reading.Other(OtherKind.REPLY),
                    new Verdict.Other(),
                    "2026-11-22T10:00:00Z",
                    "r" + i + "@example.org");
        }
        announce(0, 400);

        List<Octets> dictionaries =
                house.store.read(session -> session.query("SELECT octets FROM dictionary WHERE id > 0")
                        .list(row -> Octets.of(row.bytes("octets"))));

        assertThat(dictionaries).isNotEmpty();
        assertThat(dictionaries)
                .map(octets -> new String(octets.array(), StandardCharsets.ISO_8859_1))
                .noneMatch(text -> text.contains("subscriber"))
                .anyMatch(text -> text.contains("datatracker"));
    }

    @Test
    void a_mail_that_is_not_all_there_is_said_to_be_damaged() {
        long id = add(announcement(1));
        house.execute("UPDATE raw_message SET octets = substr(octets, 1, 20) WHERE message = " + id);

        assertThat(catchThrowable(() -> house.mails.octets(id)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stored mail");
    }
}
