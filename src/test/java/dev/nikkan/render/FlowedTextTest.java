package dev.nikkan.render;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.text.Columns;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/// The text part as it travels, `format=flowed` (RFC 3676), and as a terminal shows it.
final class FlowedTextTest {
    @Property
    void a_reader_that_joins_flowed_lines_gets_the_paragraphs_back(@ForAll("paragraphs") List<String> paragraphs) {
        FlowedText flowed = flowed(String.join("\n\n", paragraphs));

        assertThat(FlowedReader.paragraphs(flowed.text(), flowed.delSp()))
                .filteredOn(paragraph -> !paragraph.isEmpty())
                .isEqualTo(paragraphs);
    }

    @Property
    void no_line_of_a_paragraph_passes_72_columns_or_begins_with_what_may_not_begin_one(
            @ForAll("paragraphs") List<String> paragraphs) {
        for (String paragraph : paragraphs) {
            List<String> lines = TextLines.wrap(paragraph).lines().toList();

            assertThat(lines.size() == 1 ? List.<String>of() : lines)
                    .allMatch(line -> Columns.of(line) <= 72
                            || !line.contains(" ")
                            || line.startsWith("-- ")); // would end the text if it stood alone
            assertThat(firstOfBrokenPieces(paragraph)).noneMatch("、。」ー…っ"::contains);
            assertThat(brokenPieces(paragraph)).noneMatch(line -> line.text().endsWith("「"));
        }
    }

    /// The lines that were ended where no blank stood.
    private static List<TextLines.Line> brokenPieces(String paragraph) {
        return TextLines.lines(paragraph).stream()
                .filter(line -> line.end() == TextLines.End.BESIDE_WIDE)
                .toList();
    }

    /// What the lines behind them begin with.
    private static List<String> firstOfBrokenPieces(String paragraph) {
        List<TextLines.Line> lines = TextLines.lines(paragraph);
        return IntStream.range(1, lines.size())
                .filter(i -> lines.get(i - 1).end() == TextLines.End.BESIDE_WIDE)
                .mapToObj(i -> lines.get(i).text().substring(0, 1))
                .toList();
    }

    @Test
    void an_english_paragraph_is_broken_at_blanks_that_stay() {
        FlowedText flowed = flowed("This document describes a mechanism by which two peers agree on a name for what "
                + "they exchange, and on nothing else.");

        assertThat(flowed.parameters()).isEqualTo("; format=flowed");
        assertThat(flowed.text()).isEqualTo("""
                This document describes a mechanism by which two peers agree on a name\s
                for what they exchange, and on nothing else.
                """);
    }

    @Test
    void a_japanese_paragraph_is_broken_between_characters_by_a_blank_that_goes() {
        FlowedText flowed = flowed("この文書は、二つの端点が交換するものの名前について合意するための仕組みを、「それ以外」には触れずに定めます。");

        assertThat(flowed.parameters()).isEqualTo("; format=flowed; delsp=yes");
        assertThat(flowed.text()).isEqualTo("""
                この文書は、二つの端点が交換するものの名前について合意するための仕組み\s
                を、「それ以外」には触れずに定めます。
                """);
    }

    @Test
    void items_links_and_what_is_indented_do_not_flow() {
        String title = "12. A Rather Long Title of a Document That Says Many Things About Routing and Naming";
        String link = "   https://datatracker.ietf.org/doc/draft-ietf-" + "very-long-".repeat(8) + "name/";

        assertThat(flowed(title + "\n" + link).text()).isEqualTo("""
                12. A Rather Long Title of a Document That Says Many Things About Routing
                     and Naming
                %s
                """.formatted(" " + link));
    }

    @Test
    void what_would_look_quoted_or_like_another_mail_is_stuffed() {
        assertThat(flowed("> not quoted\nFrom here on\n  indented\n-- \n").text())
                .isEqualTo(" > not quoted\n From here on\n   indented\n--\n");
    }

    @Test
    void a_number_keeps_its_counter() {
        String text = TextLines.wrap("本日は" + "あ".repeat(32) + "12件でした。");

        assertThat(text).endsWith("\n12件でした。\n");
    }

    private static FlowedText flowed(String page) {
        return FlowedText.of(TextLines.lines(page));
    }

    @Provide
    Arbitrary<List<String>> paragraphs() {
        Arbitrary<String> words = Arbitraries.of(
                "draft", "a", "-", "--", ">", "From", "RFC 9999", "2026-11-22", "(UTC)", "éxample", "x".repeat(80));
        Arbitrary<String> japanese = Arbitraries.of("日", "刊", "、", "。", "「", "」", "ー", "っ", "…", "12件", "が\u3099");
        Arbitrary<String> piece =
                Arbitraries.frequencyOf(Tuple.of(2, words.map(word -> " " + word + " ")), Tuple.of(3, japanese));
        return piece.list()
                .ofMinSize(1)
                .ofMaxSize(80)
                .map(pieces -> "x"
                        + pieces.stream()
                                .collect(joining())
                                .replaceAll(" +", " ")
                                .stripTrailing())
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
