package dev.nikkan.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.fixtures.Chromium;
import dev.nikkan.fixtures.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A whole day through the packaged product, and its digest as a phone's browser shows it.
final class DemoIT {
    private static final String DAY = "2026-11-22";
    private static final Pattern MEASURED = Pattern.compile(
            "data-content=\"(\\d+)\" data-window=\"(\\d+)\" data-ground=\"rgb\\((\\d+), (\\d+), (\\d+)\\)\"");
    private static final String MEASURE = """
            <script>
              const root = document.documentElement.dataset;
              root.content = document.documentElement.scrollWidth;
              root.window = window.innerWidth;
              const ground = getComputedStyle(document.body).backgroundColor;
              root.ground = ground === "rgba(0, 0, 0, 0)"
                  ? getComputedStyle(document.documentElement).backgroundColor : ground;
            </script>
            """;

    @TempDir
    private static Path folder;

    private static Path output = Path.of("/");
    private static Run demo = new Run(-1, "", "");
    private static Duration took = Duration.ZERO;

    @BeforeAll
    static void run_the_demo() throws Exception {
        output = folder.resolve("demo");
        String program =
                Path.of("target", "nikkan", "bin", "nikkan").toAbsolutePath().toString();
        long began = System.nanoTime();
        demo = Run.of(folder, Map.of(), List.of(program, "demo", "--output", output.toString()));
        took = Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void a_day_passes_and_two_subscribers_get_the_digest() throws IOException {
        assertThat(demo.status()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.err()).isEmpty();
        assertThat(took).isLessThan(Duration.ofSeconds(30));
        assertThat(demo.out())
                .contains("17 mails = 11 posts of 10 drafts + 1 RFC + 2 other announcements + 1 duplicate + 2 other")
                .contains("sent: 2 mails");
        try (Stream<Path> files = Files.list(output)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(
                            DAY + "-ja-mail1.eml",
                            DAY + "-en-mail1.eml",
                            DAY + "-ja-part1.html",
                            DAY + "-en-part1.md",
                            "nikkan.db");
        }
    }

    @Test
    void every_path_that_is_printed_exists() {
        List<Path> printed = demo.out()
                .lines()
                .filter(line -> line.startsWith("  /"))
                .map(line -> Path.of(line.strip()))
                .toList();

        assertThat(printed)
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy(file -> assertThat(file).exists());
    }

    @ParameterizedTest
    @CsvSource({"ja,light", "ja,dark", "en,light", "en,dark"})
    void a_phone_shows_the_digest_without_scrolling_sideways_light_on_dark_where_that_is_wished(
            String language, String scheme) throws Exception {
        Path page = folder.resolve(language + scheme + ".html");
        String html = Files.readString(output.resolve(DAY + "-" + language + "-part1.html"));
        Files.writeString(page, html.replace("</body>", MEASURE + "</body>"));

        Matcher measured = MEASURED.matcher(Chromium.dom(folder, page, scheme.equals("dark")));

        assertThat(measured.find()).as("the page was measured").isTrue();
        assertThat(Integer.parseInt(measured.group(1))).isLessThanOrEqualTo(Integer.parseInt(measured.group(2)));
        int brightness = Stream.of(3, 4, 5)
                .mapToInt(group -> Integer.parseInt(measured.group(group)))
                .sum();
        assertThat(brightness > 3 * 128).isEqualTo(scheme.equals("light"));
    }
}
