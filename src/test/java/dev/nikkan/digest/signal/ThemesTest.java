package dev.nikkan.digest.signal;

import static dev.nikkan.digest.EditionBuilder.edition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.PostingHistory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThemesTest {
    @Test
    void the_themes_that_come_with_the_program_can_be_read() {
        assertThat(Themes.builtIn().size()).isGreaterThan(150);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a word with a capital is found as it is written   | SUIT                  | Update with SUIT Manifests        | SUIT
            and is not another word                           | SUIT                  | A Suit of Tests                   |
            a word in lower case is found in any              | agentic               | Agentic Networks                  | Agentic
            a plural is found too                             | ROA                   | Signing ROAs                      | ROAs
            but no other ending                               | ROA                   | ROAming                           |
            hyphens and slashes count as blanks               | post quantum          | Post-Quantum IKEv2                | Post-Quantum
            a blank stands for a hyphen                       | ML KEM                | ML-KEM for TLS                    | ML-KEM
            a star stands for any ending                      | NTPv*                 | About NTPv5                       | NTPv5
            dots stand for up to six words                    | IPv4 ... next hop     | IPv4 Routes with an IPv6 Next Hop | IPv4 Routes with an IPv6 Next Hop
            and for no more                                   | IPv4 ... next hop     | IPv4 a b c d e f g next hop       |
            """)
    void a_pattern_is_a_phrase(String promise, String pattern, String title, String found) throws Exception {
        List<Topic.OfTheme> topics = topics("x | ｘ | X | watch | " + pattern, title);

        assertThat(topics)
                .as(promise)
                .flatExtracting(Topic::today)
                .extracting(row -> row.hit().orElseThrow().words())
                .isEqualTo(found == null ? List.of() : List.of(found));
    }

    @Test
    void an_abstract_must_speak_of_a_theme_twice_unless_the_theme_is_strong() throws Exception {
        String once = "This document mentions BGP.";
        String twice = "BGP is old. This document extends BGP.";

        assertThat(inAbstract("x | ｘ | X | watch | BGP", once)).isEmpty();
        assertThat(inAbstract("x | ｘ | X | watch | BGP", twice)).hasSize(1);
        assertThat(inAbstract("x | ｘ | X | watch strong | BGP", once)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "draft-ietf-rats-eat-00, true",
        "draft-somebody-rats-eat-00, true",
        "draft-rats-eat-00, false",
        "draft-ietf-suit-rats-00, false",
        "draft-a-b-rats-00, false"
    })
    void a_group_brings_its_theme_by_the_name_of_the_draft(String draft, boolean found) throws Exception {
        Themes themes = Themes.of("x | ｘ | X | watch | @rats");

        Signals signals = find(themes, edition("2026-11-22").draft(draft));

        assertThat(signals.find("theme.x").isPresent()).isEqualTo(found);
    }

    @Test
    void what_belongs_to_a_theme_belongs_to_the_one_around_it() throws Exception {
        Themes themes = Themes.of("inner | 内 | Inner | watch in:outer | SRv6\nouter | 外 | Outer | watch | other");

        Signals signals = find(themes, edition("2026-11-22").draft("draft-a-b-00", post -> post.title("On SRv6")));

        assertThat(signals.find("theme.inner")).isPresent();
        assertThat(signals.find("theme.outer")).isPresent();
    }

    @Test
    void a_file_of_the_operators_adds_replaces_and_removes() throws Exception {
        Themes base = Themes.of("one | 一 | One | watch | alpha\ntwo | 二 | Two | watch | beta");

        Themes themes =
                base.with("# mine\none | 壱 | First | watch | gamma\ntwo | | | |\nnew | 新 | New | watch | delta\n");

        Signals signals =
                find(themes, edition("2026-11-22").draft("draft-a-b-00", post -> post.title("alpha beta gamma delta")));
        assertThat(signals.of(Topic.OfTheme.class))
                .extracting(Topic.OfTheme::theme, topic -> topic.label().ja())
                .containsExactly(tuple("new", "新"), tuple("one", "壱"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            only three | fields | here                 ; 2: A theme is "id | Japanese | English | flags | patterns"
            No Good | ｘ | X | | a                     ; 2: "No Good" is no id
            x | ｘ | X | loud | a                      ; 2: "loud" is no flag
            x | ｘ | X | in:nowhere | a                ; 2: There is no other theme "nowhere"
            x | ｘ | X | in:x | a                      ; 2: There is no other theme "x"
            x | ｘ | X | | @no-group                   ; 2: "@no-group" names no group
            x | ｘ | X | | ***                         ; 2: There is no word in "***"
            x | | X | | a                              ; 2: The theme "x" needs a name in both languages
            """)
    void a_line_that_cannot_be_used_is_refused_by_its_number(String line, String problem) {
        assertThatThrownBy(() -> Themes.of("# a comment\n" + line))
                .isInstanceOfSatisfying(
                        ThemeException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .satisfies(found -> assertThat(found.line() + ": " + found.sentence())
                                        .startsWith(problem)));
    }

    @Test
    void every_wrong_line_is_told_at_once() {
        assertThatThrownBy(() -> Themes.of("a|b\nx | ｘ | X | | y\nx | ｘ | X | | y\n"))
                .isInstanceOfSatisfying(
                        ThemeException.class,
                        e -> assertThat(e.problems())
                                .extracting(ThemeProblem::line)
                                .containsExactly(1, 3));
    }

    private static List<Topic.OfTheme> topics(String theme, String title) throws ThemeException {
        return find(Themes.of(theme), edition("2026-11-22").draft("draft-a-b-00", post -> post.title(title)))
                .of(Topic.OfTheme.class);
    }

    private static List<Topic.OfTheme> inAbstract(String theme, String text) throws ThemeException {
        return find(
                        Themes.of(theme),
                        edition("2026-11-22")
                                .draft("draft-a-b-00", post -> post.title("On").abstractText(text)))
                .of(Topic.OfTheme.class);
    }

    private static Signals find(Themes themes, EditionBuilder edition) {
        SignalSettings settings = new SignalSettings(themes, List.of(), new MeetingCalendar(List.of()));
        return new SignalFinder(settings).find(new DayInHistory(edition.content(), PostingHistory.NONE));
    }
}
