package dev.nikkan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.search.Excerpt;
import dev.nikkan.search.QueryException;
import dev.nikkan.search.SearchQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is typed, a search gives a result or says in a sentence what is wrong with the query: nothing of it reaches
/// the syntax of FTS5. One store for all, so the texts are made here and not by a property's engine.
final class ArbitraryQueryTest {
    private static final int TEXTS = 3_000;

    private static final List<String> PIECES = List.of(
            " ",
            "\"",
            "'",
            "(",
            ")",
            "*",
            "^",
            ":",
            "-",
            "+",
            "{",
            "}",
            ",",
            ".",
            "\\",
            "\0",
            "NEAR(",
            "NEAR/2",
            "AND",
            "OR",
            "NOT",
            "name:",
            "wg:",
            "kind:",
            "kind:id",
            "title:",
            "rfc:",
            "after:2025",
            "before:2027-01-01",
            "draft-a-b",
            "RFC 1",
            "search",
            "rank",
            "認証",
            "鍵",
            "ＴＬＳ",
            "é",
            "\ud800",
            "a",
            "is:entry",
            ";--",
            "DROP TABLE search",
            "\u0301",
            "\u30fc",
            "\u200d",
            "x".repeat(300));

    @TempDir
    private Path folder;

    private StoreHouse house;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
        house.fetched(Examples.post("draft-a-b-00"), "2026-11-22T10:00:00Z");
        house.fetched(Examples.rfc(1), "2026-11-22T10:00:00Z");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void any_text_is_answered() {
        answered(random -> random.ints(random.nextInt(30), 0, 0x2FFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    @Test
    void any_text_of_what_means_something_somewhere_is_answered() {
        answered(random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextBoolean() ? " " : "");
            }
            return text.toString();
        });
    }

    private void answered(Function<Random, String> texts) {
        Search search = new Search(house.store);
        for (int seed = 0; seed < TEXTS; seed++) {
            String text = texts.apply(new Random(seed));
            try {
                SearchQuery query = SearchQuery.parse(text, Search.kinds());
                for (Search.Order order : Search.Order.values()) {
                    SearchResult result = search.find(query, order, 0, 20);
                    assertThat(result.found()).as(text).hasSize((int)
                            result.total().entries());
                }
                assertThat(Excerpt.of(query, text, 60).marked(hit -> hit))
                        .as(text)
                        .doesNotContain("\n", "\0");
            } catch (QueryException e) {
                assertThat(e).as(text).message().matches("(?s).+\\.");
            }
        }
    }
}
