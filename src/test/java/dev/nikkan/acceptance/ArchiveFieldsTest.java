package dev.nikkan.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nikkan.fixtures.archive.Archive;
import dev.nikkan.fixtures.archive.GeneratedMail;
import dev.nikkan.model.Octets;
import dev.nikkan.parse.MessageParser;
import dev.nikkan.parse.ReadingJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A made-up archive of 32 years: whatever its answers say of a mail, the parser says too.
final class ArchiveFieldsTest {
    /// What is the store's to say, not the parser's.
    private static final Set<String> OF_THE_STORE = Set.of(
            "n", "sha256", "stored_status", "stored_kind", "day", "duplicate_of", "previous_revision", "previous_day");

    private final MessageParser parser = new MessageParser(Optional.empty());
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void every_field_of_every_kind_reads_as_the_answer_says() throws IOException {
        Archive archive = new Archive(2026, 3_000);
        List<String> wrong = new ArrayList<>();

        for (Optional<GeneratedMail> mail = archive.next(); mail.isPresent(); mail = archive.next()) {
            compare(mail.get(), wrong);
        }

        assertThat(wrong).isEmpty();
    }

    private void compare(GeneratedMail mail, List<String> wrong) throws IOException {
        Octets octets = Octets.of(mail.text().getBytes(StandardCharsets.UTF_8));
        JsonNode said = mapper.readTree(ReadingJson.line("mail", parser.parse(octets), Optional.empty()));
        JsonNode right = mapper.readTree(mail.answer().json());
        for (Map.Entry<String, JsonNode> field : right.properties()) {
            boolean compared = !OF_THE_STORE.contains(field.getKey()) && !undecided(right, field.getKey());
            if (compared && !folded(said.path(field.getKey())).equals(folded(field.getValue()))) {
                wrong.add("mail %d, %s: %s instead of %s"
                        .formatted(mail.number(), field.getKey(), said.path(field.getKey()), field.getValue()));
            }
        }
    }

    /// The announcements of 2019 to 2023 leave the type out where it has no name: then nobody can tell whether a name
    /// ends in "Working Group" or the type begins there.
    private static boolean undecided(JsonNode right, String field) {
        return field.equals("group")
                && !right.has("group_type")
                && right.path(field).asText().endsWith(" Working Group");
    }

    /// White space is folded; a blank line separates paragraphs.
    private static String folded(JsonNode node) {
        return node.toString().replaceAll("(?:\\\\n\\s*){2,}", "¶").replaceAll("(?:\\\\[nt]|\\s)+", " ");
    }
}
