package dev.nikkan.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.model.Octets;
import dev.nikkan.model.ReadMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Captured announcements of three decades, each beside the fields that a right parser gives for it. The corpus is not
/// part of the source: where it is absent, the mails in `mail/` stand for its layouts.
class CorpusTest {
    private static final Path CORPUS = Path.of("..", "shared", "corpus");
    private static final String EXPECTED = ".expected.json";
    private static final Set<String> REMARKS = Set.of("subkind", "why");

    private final ObjectMapper mapper = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> each_mail_reads_as_its_expected_file_says() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus beside the source");

        try (Stream<Path> files = Files.walk(CORPUS)) {
            List<Path> expected = files.filter(file -> file.toString().endsWith(EXPECTED))
                    .sorted()
                    .toList();
            assertThat(expected).isNotEmpty();
            return expected.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> compare(file)));
        }
    }

    private static String name(Path expected) {
        return expected.getFileName().toString().replace(EXPECTED, "");
    }

    private void compare(Path file) throws IOException {
        JsonNode expected = mapper.readTree(file.toFile());
        Path mail = file.resolveSibling(name(file) + ".eml");

        ReadMessage message = new MessageParser(Optional.empty()).parse(Octets.of(Files.readAllBytes(mail)));
        JsonNode actual = mapper.readTree(ReadingJson.line(mail.toString(), message, Optional.empty()));

        assertThat(actual.path("kind")).isEqualTo(expected.path("kind"));
        expected.properties().stream()
                .filter(field -> !REMARKS.contains(field.getKey()))
                .forEach(field -> assertThat(folded(actual.path(field.getKey())))
                        .as(field.getKey())
                        .isEqualTo(folded(field.getValue())));
    }

    /// White space is folded; a blank line separates paragraphs.
    private static String folded(JsonNode node) {
        return node.toString().replaceAll("(?:\\\\n\\s*){2,}", "¶").replaceAll("(?:\\\\[nt]|\\s)+", " ");
    }
}
