package dev.nikkan.digest;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class DivisionTest {
    @Test
    void eighty_eight_drafts_in_parts_of_twenty_are_five_parts() {
        Division division = Division.of(edition("2025-11-02").drafts(88).digest(), 20, _ -> true);

        assertThat(division.spans())
                .containsExactly(
                        new Span(1, 20), new Span(21, 40), new Span(41, 60), new Span(61, 80), new Span(81, 88));
    }

    @Test
    void part_size_zero_never_splits() {
        Division division = Division.of(edition("2025-11-02").drafts(450).digest(), 0, _ -> false);

        assertThat(division.spans()).containsExactly(new Span(1, 450));
    }

    @Test
    void a_day_without_drafts_is_one_part() {
        Division division = Division.of(edition("2025-11-02").digest(), 20, _ -> true);

        assertThat(division.parts()).hasSize(1);
        assertThat(division.parts().getFirst().drafts()).isEmpty();
    }

    @Test
    void a_part_that_does_not_fit_is_halved_until_it_does_or_holds_one_draft() {
        Digest digest = edition("2025-11-02").drafts(9).digest();

        assertThat(Division.of(digest, 4, part -> part.span().size() <= 2).spans())
                .containsExactly(new Span(1, 2), new Span(3, 4), new Span(5, 6), new Span(7, 8), new Span(9, 9));
        assertThat(Division.of(digest, 4, _ -> false).spans()).hasSize(9);
    }

    @Test
    void parts_that_leave_out_or_repeat_an_item_are_refused() {
        Digest digest = edition("2025-11-02").drafts(4).digest();

        for (List<Span> wrong : List.of(
                List.of(new Span(1, 3)),
                List.of(new Span(1, 2), new Span(2, 4)),
                List.of(new Span(1, 1), new Span(3, 4)),
                List.of(new Span(1, 5)))) {
            assertThatThrownBy(() -> new Division(digest, wrong)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Property(tries = 60)
    void the_parts_hold_every_draft_once_in_order(
            @ForAll @IntRange(max = 120) int drafts,
            @ForAll @IntRange(max = 30) int partSize,
            @ForAll @IntRange(min = 1, max = 30) int fitting) {
        Digest digest = edition("2025-11-02").drafts(drafts).digest();

        Division division = Division.of(digest, partSize, part -> part.span().size() <= fitting);

        assertThat(division.parts().stream().flatMap(part -> part.drafts().stream()))
                .containsExactlyElementsOf(digest.drafts());
    }
}
