package dev.nikkan.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What the README and the help tell people to type is understood as it stands.
final class ReadmeTest {
    /// In a line of its own, or in a sentence; without what the shell does with its output.
    private static final Pattern COMMAND =
            Pattern.compile("(?:^ {2,}|`)(?:\\S*/bin/)?nikkan ([^`|>\n]+)", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    /// What the README leaves to be filled in.
    private static final Map<String, String> BLANKS =
            Map.of("D", "2026-11-22", "ID", "17", "YYYY-MM-DD", "2026-11-22", "$(date -u +%F)", "2026-11-22");

    private static CommandLine root() {
        World world = new World(System.in, System.out, System.err, false, Map.of(), () -> CommandRun.NOW, List.of());
        Setup setup = new Setup(world);
        CommandLine root =
                new CommandLine(CommandSpec.create().addMixin("setup", CommandSpec.forAnnotatedObject(setup)));
        new CommandTable(world, setup).addTo(root, List.of());
        return root;
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static Stream<String> commands(String text) {
        return COMMAND.matcher(text).results().map(found -> found.group(1).strip());
    }

    static List<String> examples() throws IOException {
        Stream<String> helps = leaves(root()).map(CommandLine::getUsageMessage).flatMap(ReadmeTest::commands);
        return Stream.concat(commands(readme()).filter(line -> !line.startsWith("[")), helps)
                .filter(line -> !line.startsWith("COMMAND"))
                .distinct()
                .toList();
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ReadmeTest::leaves));
    }

    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(found -> Stream.of(1, 2, 3)
                        .map(found::group)
                        .filter(word -> word != null)
                        .findFirst()
                        .orElseThrow())
                .map(word -> BLANKS.getOrDefault(word, word))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_people_are_told_to_type_is_understood(String line) {
        assertThatCode(() -> root().parseArgs(words(line))).doesNotThrowAnyException();
    }

    @Test
    void every_file_that_the_readme_names_is_there() throws Exception {
        List<Path> named = Pattern.compile("[`(]((?:src|conf|systemd)/[^`) ]+)[`)]")
                .matcher(readme())
                .results()
                .map(found -> Path.of(found.group(1)))
                .toList();

        assertThat(named).isNotEmpty().allMatch(Files::exists);
    }

    @Test
    void the_readme_lists_every_command_and_no_other() throws Exception {
        Matcher table =
                Pattern.compile("(?s)\n\\| command \\| does \\|\n(.*?)\n\n").matcher(readme());
        assertThat(table.find()).isTrue();

        List<String> listed = Pattern.compile("(?m)^\\| `(\\S+?)[ `]")
                .matcher(table.group(1))
                .results()
                .map(row -> row.group(1))
                .toList();

        List<String> there = root().getSubcommands().keySet().stream()
                .filter(name -> !name.equals("help"))
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(there);
    }
}
