package dev.nikkan.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The abstracts of `abstracts/labelled.txt`, with what a reader has to be told of each.
///
/// @param purpose how the sentence begins that says what the document does
/// @param keeps what else must stand in the excerpt
/// @param drops what must not
public record Abstracts(String name, String purpose, List<String> keeps, List<String> drops, String text) {
    private static final Pattern CASE = Pattern.compile("(?m)^## ");

    /// In the file's order.
    public static List<Abstracts> labelled() {
        return Stream.of(CASE.split(resource("labelled.txt"), -1))
                .skip(1)
                .map(Abstracts::of)
                .toList();
    }

    static String resource(String name) {
        try (InputStream stream =
                Objects.requireNonNull(Abstracts.class.getResourceAsStream("/abstracts/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Abstracts of(String block) {
        int empty = block.indexOf("\n\n");
        List<String> head = block.substring(0, empty).lines().toList();
        return new Abstracts(
                head.getFirst(),
                fields(head, "purpose").getFirst(),
                fields(head, "keeps"),
                fields(head, "drops"),
                block.substring(empty).strip());
    }

    private static List<String> fields(List<String> head, String field) {
        return head.stream()
                .filter(line -> line.startsWith(field + ": "))
                .map(line -> line.substring(field.length() + 2))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
