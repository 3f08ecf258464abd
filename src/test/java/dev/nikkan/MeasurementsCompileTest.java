package dev.nikkan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The measurements of `src/bench` are run by hand, and seldom: what they use must not change behind their back.
final class MeasurementsCompileTest {
    @Test
    void the_measurements_compile_with_what_their_script_gives_them(@TempDir Path folder) throws IOException {
        List<Path> sources = sources(Path.of("src/bench/java"), "");
        sources.addAll(sources(Path.of("src/test/java/dev/nikkan/fixtures"), "ScriptedImap"));
        sources.addAll(sources(Path.of("src/test/java/dev/nikkan/fixtures/archive"), ""));
        sources.removeIf(file -> file.toString().matches(".*(Test|package-info)\\.java"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();

        boolean compiled;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
            compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }

        assertThat(sources).hasSizeGreaterThan(10);
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private static List<Path> sources(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().startsWith(prefix))
                            .filter(file -> file.toString().endsWith(".java"))
                            .toList());
        }
    }
}
