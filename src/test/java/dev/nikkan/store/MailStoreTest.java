package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Mailbox;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.Origin;
import dev.nikkan.model.OtherKind;
import dev.nikkan.model.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailStoreTest {
    @TempDir
    Path folder;

    private StoreHouse house;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Stored store(String text, Mailbox mailbox, long uid) {
        return house.mails
                .add(List.of(new Incoming(
                        Examples.octets(text),
                        Optional.of(new MailboxUid(mailbox, uid)),
                        Origin.MAILBOX,
                        Optional.empty())))
                .getFirst();
    }

    @Test
    void p1_octets_come_back_as_they_were_received() {
        String text = "Subject: caf\u00e9\r\n\r\n" + "body \0 with everything\n".repeat(500);

        long id = store(text, StoreHouse.INBOX, 1).id();

        assertThat(house.mails.octets(id)).contains(Examples.octets(text));
        assertThat(house.query("SELECT size, sha256, status FROM v_message"))
                .containsExactly(Examples.octets(text).size() + "|"
                        + Examples.octets(text).sha256().hex() + "|pending");
    }

    @Test
    void p1_the_same_uid_again_changes_nothing() {
        Stored first = store("a mail", StoreHouse.INBOX, 1);

        Stored again = store("a mail", StoreHouse.INBOX, 1);

        assertThat(again.added()).isFalse();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(house.query("SELECT count(*) FROM v_message")).containsExactly("1");
    }

    @Test
    void the_same_octets_at_a_second_uid_are_a_second_row() {
        store("a mail", StoreHouse.INBOX, 1);

        Stored second = store("a mail", StoreHouse.INBOX, 2);

        assertThat(second.added()).isTrue();
        assertThat(house.query("SELECT count(*) FROM v_message")).containsExactly("2");
    }

    @Test
    void p2_under_a_new_uidvalidity_the_same_octets_are_second_places_of_the_same_rows() {
        Stored first = store("a mail", StoreHouse.INBOX, 1);
        Stored second = store("a mail", StoreHouse.INBOX, 2);
        Mailbox recreated =
                new Mailbox(StoreHouse.INBOX.account(), StoreHouse.INBOX.folder(), StoreHouse.INBOX.uidValidity() + 1);

        Stored firstAgain = store("a mail", recreated, 1);
        Stored secondAgain = store("a mail", recreated, 2);

        assertThat(firstAgain.id()).isEqualTo(first.id());
        assertThat(secondAgain.id()).isEqualTo(second.id());
        assertThat(house.query("SELECT count(*) FROM v_message")).containsExactly("2");
        assertThat(house.mails.knownUids(recreated, 0)).containsExactly(1L, 2L);
    }

    @Test
    void p2_where_the_server_gives_no_uidvalidity_octets_decide() {
        Mailbox without = new Mailbox("account", "INBOX", 0);
        Stored first = store("a mail", without, 1);

        Stored again = store("a mail", without, 9);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.added()).isFalse();
    }

    @Test
    void an_import_of_octets_that_are_here_makes_no_row_and_a_mail_imported_first_gets_its_place() {
        Stored imported = house.add("a mail", Origin.IMPORT);

        Stored again = house.add("a mail", Origin.IMPORT);
        Stored fetched = store("a mail", StoreHouse.INBOX, 9);

        assertThat(List.of(again.id(), fetched.id())).containsOnly(imported.id());
        assertThat(house.query("SELECT count(*) FROM v_message")).containsExactly("1");
    }

    @Test
    void a_post_announced_twice_is_one_entry_and_two_rows() {
        house.fetched(Examples.post("draft-ietf-quic-http-03"), "2026-11-22T10:00:00Z");
        house.fetched(Examples.post("draft-ietf-quic-http-03"), "2026-11-22T11:00:00Z");

        assertThat(house.query("SELECT kind, status FROM v_message ORDER BY id"))
                .containsExactly("id|parsed", "id|duplicate");
        assertThat(house.query("SELECT draft, revision FROM v_draft_post")).containsExactly("draft-ietf-quic-http|03");
    }

    @Test
    void a_days_account_balances_over_every_kind_of_mail() {
        house.fetched(Examples.post("draft-ietf-quic-http-03"), "2026-11-22T10:00:00Z");
        house.fetched(Examples.post("draft-ietf-quic-http-04"), "2026-11-22T10:00:00Z");
        house.fetched(Examples.post("draft-ietf-quic-http-04"), "2026-11-22T11:00:00Z");
        house.fetched(Examples.rfc(10027), "2026-11-22T11:00:00Z");
        house.fetched(Examples.event("Seeking volunteers"), "2026-11-22T11:00:00Z");
        house.decide(
                house.add("a reply", Origin.MAILBOX).id(),
                new Reading.Other(OtherKind.REPLY),
                new Verdict.Other(),
                "2026-11-22T11:00:00Z",
                "reply@example.org");
        house.decide(
                house.add("garbage", Origin.MAILBOX).id(),
                new Reading.Unreadable("no name"),
                new Verdict.Quarantined(QuarantineCause.UNREADABLE, "no name"),
                "2026-11-22T11:00:00Z",
                "garbage@example.org");

        assertThat(house.query("SELECT * FROM v_day")).containsExactly("2026-11-22|7|2|1|1|1|1|1|1|1|open");
    }

    @Test
    void a_mail_that_nobody_has_read_yet_unbalances_its_day() {
        house.add("unread", Origin.MAILBOX);

        assertThat(house.query("SELECT day, messages, balanced FROM v_day")).containsExactly("2026-11-22|1|0");
    }

    @Test
    void p1_a_mail_whose_octets_never_came_has_a_row_that_says_why() {
        house.mails.addUnavailable(
                new MailboxUid(StoreHouse.INBOX, 5),
                QuarantineCause.OVERSIZE,
                "30 MB, more than the 25 MB that are fetched",
                31_457_280,
                Optional.empty());

        assertThat(house.query("SELECT status, size, sha256 FROM v_message")).containsExactly("quarantined|31457280|");
        assertThat(house.mails.knownUids(StoreHouse.INBOX, 0)).containsExactly(5L);
    }

    @Test
    void silent_days_between_two_mails_are_days_too() {
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-20T10:00:00Z");
        house.fetched(Examples.post("draft-a-b-01"), "2026-11-22T10:00:00Z");
        house.editions.open(dev.nikkan.model.Day.parse("2026-11-23"));

        assertThat(house.query("SELECT day, messages, balanced, edition FROM v_day"))
                .containsExactly(
                        "2026-11-20|1|1|open", "2026-11-21|0|1|open", "2026-11-22|1|1|open", "2026-11-23|0|1|open");
    }

    @Test
    void the_previous_revision_is_the_highest_lower_one_that_is_stored() {
        house.fetched(Examples.post("draft-a-b-02"), "2026-11-20T10:00:00Z");
        house.fetched(Examples.post("draft-a-b-04"), "2026-11-21T10:00:00Z");
        house.fetched(Examples.post("draft-a-b-07"), "2026-11-22T10:00:00Z");

        assertThat(house.query("SELECT revision, previous_revision, previous_day FROM v_draft_post ORDER BY revision"))
                .containsExactly("02||", "04|02|2026-11-20", "07|04|2026-11-21");
        assertThat(house.query("SELECT latest_revision, first_day, latest_day FROM v_draft"))
                .containsExactly("07|2026-11-20|2026-11-22");
    }
}
