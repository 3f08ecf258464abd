package dev.nikkan;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One formatter for every source file. `mvn test -Dtest=FormatTest -Dformat=apply` puts right what it finds.
final class FormatTest {
    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Test
    void every_source_file_is_formatted() throws IOException, FormatterException {
        boolean apply = "apply".equals(System.getProperty("format"));
        List<Path> unformatted = new ArrayList<>();
        List<Path> brokenComments = new ArrayList<>();

        for (Path file : sources()) {
            String source = Files.readString(file);
            String formatted = formatted(source);
            if (!comments(formatted).equals(comments(source))) {
                brokenComments.add(file);
            } else if (apply && !formatted.equals(source)) {
                Files.writeString(file, formatted);
            } else if (!formatted.equals(source)) {
                unformatted.add(file);
            }
        }

        assertThat(brokenComments)
                .as("a line comment is too long, and the formatter would break it into code")
                .isEmpty();
        assertThat(unformatted)
                .as("put right by: mvn test -Dtest=FormatTest -Dformat=apply")
                .isEmpty();
    }

    private static List<String> comments(String source) {
        return source.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("//"))
                .toList();
    }

    private String formatted(String source) throws FormatterException {
        String imports = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.PALANTIR);
        return formatter.formatSource(imports);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
