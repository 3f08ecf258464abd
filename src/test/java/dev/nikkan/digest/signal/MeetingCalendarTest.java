package dev.nikkan.digest.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nikkan.model.Day;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeetingCalendarTest {
    private static final MeetingCalendar BUILT_IN = MeetingCalendar.builtIn();

    @Test
    void submission_closes_on_the_monday_twelve_days_before_each_built_in_meeting() {
        assertThat(BUILT_IN.meetings()).hasSizeGreaterThan(12).allSatisfy(meeting -> {
            assertThat(meeting.cutOff()).isEqualTo(meeting.first().plus(-12));
            assertThat(meeting.cutOff().date().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(meeting.last()).isEqualTo(meeting.first().plus(6));
        });
    }

    @Test
    void a_file_adds_meetings_and_replaces_those_of_the_same_number() throws Exception {
        MeetingCalendar calendar = BUILT_IN.with("""
                # ours
                127 | 大阪 | Osaka | 2026-11-14 | 2026-11-20 | 2026-11-02

                999 | 京都 | Kyoto | 2099-03-14 | 2099-03-20 | 2099-03-02
                """);

        assertThat(calendar.meetings()).hasSize(BUILT_IN.meetings().size() + 1);
        assertThat(calendar.near(Day.parse("2026-11-15")).orElseThrow().place().en())
                .isEqualTo("Osaka");
        assertThat(calendar.near(Day.parse("2099-03-14")).orElseThrow().number())
                .isEqualTo(999);
    }

    @Test
    void everything_that_is_wrong_with_a_file_is_told_by_its_line() {
        assertThatThrownBy(() -> BUILT_IN.with("""
                        128 | 京都 | Kyoto | 2027-03-14 | 2027-03-20
                        IETF 128 | 京都 | Kyoto | 2027-03-14 | 2027-03-20 | 2027-03-02
                        # a remark
                        128 | 京都 | | 2027-03-14 | 2027-03-20 | 2027-03-02
                        128 | 京都 | Kyoto | 2027-02-30 | 20 March | 2027-03-02
                        128 | 京都 | Kyoto | 2027-03-14 | 2027-03-20 | 2027-03-15
                        128 | 京都 | Kyoto | 2027-03-14 | 2027-03-20 | 2027-03-02
                        128 | 京都 | Kyoto | 2027-03-14 | 2027-03-20 | 2027-03-02
                        """))
                .isInstanceOfSatisfying(
                        MeetingException.class,
                        e -> assertThat(e.problems())
                                .extracting(MeetingException.Problem::line)
                                .containsExactly(1, 2, 4, 5, 5, 6, 8));
    }

    @Test
    void a_year_before_its_end_it_says_that_it_ends() throws Exception {
        MeetingCalendar calendar =
                new MeetingCalendar(List.of()).with("999 | 京都 | Kyoto | 2099-03-14 | 2099-03-20 | 2099-03-02");

        assertThat(calendar.warning(Day.parse("2098-03-19"))).isEmpty();
        assertThat(calendar.warning(Day.parse("2098-03-20")))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .isEqualTo(
                                "The calendar of meetings ends with IETF 999 (2099-03-20). Write those to come into the"
                                        + " file that `meetings` in [digest] names."));
        assertThat(calendar.warning(Day.parse("2099-03-21")))
                .hasValueSatisfying(warning -> assertThat(warning).contains("ended with IETF 999"));
        assertThat(new MeetingCalendar(List.of()).warning(Day.parse("2026-11-22")))
                .isPresent();
    }

    @Test
    void submission_is_closed_after_the_cut_off_and_until_the_first_day_is_over() {
        assertThat(List.of("2026-11-02", "2026-11-03", "2026-11-14", "2026-11-15"))
                .map(day -> BUILT_IN.closed(Day.parse(day)))
                .containsExactly(false, true, true, false);
    }
}
