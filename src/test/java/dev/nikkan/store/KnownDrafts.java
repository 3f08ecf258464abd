package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Real drafts, and of pairs of them whether one replaced the other: `succession/drafts.tsv` and `pairs.tsv`.
final class KnownDrafts {
    record Draft(DraftName name, int revision, Day day, String title, List<String> authors) {
        DraftSketch sketch() {
            DraftSketch.Face face = DraftSketch.Face.of(Optional.of(title), authors);
            return new DraftSketch(name, face, face, revision == 0, day, day, false);
        }
    }

    record Pair(String part, boolean replaced, Draft older, Draft newer) {
        boolean held() {
            return part.equals("held");
        }

        @Override
        public String toString() {
            return older.name() + " -> " + newer.name();
        }
    }

    private KnownDrafts() {}

    static Map<DraftName, Draft> drafts() {
        return rows("drafts.tsv")
                .map(row -> new Draft(
                        new DraftName(row[0]),
                        Integer.parseInt(row[1]),
                        Day.parse(row[2]),
                        row[3],
                        List.of(row[4].split(", ", -1))))
                .collect(Collectors.toMap(Draft::name, Function.identity()));
    }

    static List<Pair> pairs() {
        Map<DraftName, Draft> drafts = drafts();
        return rows("pairs.tsv")
                .map(row -> new Pair(
                        row[0],
                        row[1].equals("yes"),
                        Objects.requireNonNull(drafts.get(new DraftName(row[3])), row[3]),
                        Objects.requireNonNull(drafts.get(new DraftName(row[4])), row[4])))
                .toList();
    }

    private static java.util.stream.Stream<String[]> rows(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownDrafts.class.getResourceAsStream("/succession/" + file)),
                StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
