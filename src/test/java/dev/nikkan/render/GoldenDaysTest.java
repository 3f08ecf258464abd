package dev.nikkan.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every page of every sort of day as somebody has read and approved it. After an intended change of the pages:
///
/// ```
/// mvn test -Dtest=GoldenDaysTest -Dgolden=write
/// ```
///
/// and then read what `git diff` shows.
final class GoldenDaysTest {
    private static final Path APPROVED = Path.of("src", "test", "resources", "golden");

    private final Renderer renderer = new Renderer(Templates.builtIn(), EmailAddress.parse("digest@example.org"));

    @ParameterizedTest
    @EnumSource(Days.class)
    void every_page_is_as_it_was_approved(Days day) throws IOException {
        Path folder = APPROVED.resolve(day.name().toLowerCase(Locale.ROOT));
        Map<String, String> pages = pages(day.digest());

        if ("write".equals(System.getProperty("golden"))) {
            write(folder, pages);
        }

        assertThat(names(folder)).containsExactlyElementsOf(pages.keySet());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(folder.resolve(page.getKey())).hasContent(page.getValue());
        }
    }

    private Map<String, String> pages(Digest digest) {
        Map<String, String> pages = new TreeMap<>();
        pages.put("day.json", renderer.json(digest));
        for (DigestPart part : renderer.divide(digest, 20).parts()) {
            for (Language language : Language.values()) {
                String name = language.tag() + (part.of() > 1 ? "-part" + part.number() : "");
                pages.put(name + ".subject", renderer.subject(part, language) + "\n");
                pages.put(name + ".txt", renderer.text(part, language));
                pages.put(name + ".html", renderer.html(part, language));
                pages.put(name + ".md", renderer.markdown(part, language));
            }
        }
        return pages;
    }

    private static void write(Path folder, Map<String, String> pages) throws IOException {
        Files.createDirectories(folder);
        for (String stale : names(folder)) {
            Files.delete(folder.resolve(stale));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
