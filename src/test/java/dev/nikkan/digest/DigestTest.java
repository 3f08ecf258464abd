package dev.nikkan.digest;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.model.Account;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.EventKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DigestTest {
    @Test
    void drafts_of_groups_come_first_by_group_then_individual_ones_by_name() {
        Digest digest = edition("2026-11-22")
                .draft("draft-zed-last-00")
                .draft("draft-irtf-cfrg-bls-01")
                .draft("draft-ietf-tls-ech-02")
                .draft("draft-alpha-first-00")
                .draft("draft-ietf-quic-ack-03")
                .digest();

        assertThat(digest.drafts())
                .extracting(entry -> entry.name().toString())
                .containsExactly(
                        "draft-ietf-quic-ack",
                        "draft-ietf-tls-ech",
                        "draft-irtf-cfrg-bls",
                        "draft-alpha-first",
                        "draft-zed-last");
    }

    @Test
    void revisions_of_one_draft_on_one_day_are_one_entry_and_as_many_posts() {
        Digest digest = edition("2026-11-22")
                .draft("draft-a-b-04")
                .draft("draft-c-d-00")
                .draft("draft-a-b-03")
                .digest();

        assertThat(digest.posts()).isEqualTo(3);
        assertThat(digest.drafts()).hasSize(2);
        assertThat(digest.drafts().getFirst().posts())
                .extracting(item -> item.post().draft().toString())
                .containsExactly("draft-a-b-03", "draft-a-b-04");
        assertThat(digest.drafts().getFirst().latest().draft()).hasToString("draft-a-b-04");
    }

    @Test
    void what_came_late_is_not_counted_with_the_day() {
        Digest digest = edition("2026-11-22")
                .draft("draft-a-b-04")
                .draft("draft-a-b-03", post -> post.on("2026-11-21"))
                .rfc(9999, "Of the Day")
                .rfc(9998, "Of the Day Before", "2026-11-21")
                .digest();

        assertThat(digest.posts()).isEqualTo(1);
        assertThat(digest.rfcs()).hasSize(1);
        assertThat(digest.late().count()).isEqualTo(2);
        assertThat(digest.late().drafts()).extracting(DraftEntry::name).containsExactly(new DraftName("draft-a-b"));
    }

    @Test
    void an_item_of_a_later_day_is_refused() {
        EditionBuilder edition = edition("2026-11-22").draft("draft-a-b-00", post -> post.on("2026-11-23"));

        assertThatThrownBy(edition::digest)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2026-11-22");
    }

    @Test
    void a_count_that_the_entries_do_not_bear_out_is_refused() {
        Digest whole = edition("2026-11-22").drafts(3).digest();

        assertThatThrownBy(() -> new Digest(
                        Day.parse("2026-11-22"),
                        Account.EMPTY,
                        4,
                        whole.groups(),
                        List.of(),
                        List.of(),
                        whole.late(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("4 posts");
    }

    @Test
    void only_the_first_version_of_an_ietf_draft_is_welcomed() {
        Digest digest = edition("2026-11-22")
                .draft("draft-ietf-ocm-open-cloud-mesh-00")
                .draft("draft-ietf-ocm-other-01")
                .draft("draft-irtf-cfrg-bls-00")
                .draft("draft-someone-ietf-00")
                .digest();

        assertThat(digest.drafts())
                .filteredOn(DraftEntry::newWorkingGroupDraft)
                .extracting(entry -> entry.name().toString())
                .containsExactly("draft-ietf-ocm-open-cloud-mesh");
    }

    @Test
    void a_day_with_events_alone_is_quiet() {
        assertThat(edition("2026-11-22")
                        .event(EventKind.WG_REVIEW, "WG Review: Foo (foo)")
                        .digest()
                        .quiet())
                .isTrue();
        assertThat(edition("2026-11-22").rfc(9999, "Something").digest().quiet())
                .isFalse();
    }
}
