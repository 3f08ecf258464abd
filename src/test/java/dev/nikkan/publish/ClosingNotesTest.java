package dev.nikkan.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClosingNotesTest {
    private static final Day DAY = Day.parse("2026-11-22");

    @TempDir
    private Path folder;

    private Map<Language, String> notes() {
        return new ClosingNotes(Optional.of(folder)).of(DAY);
    }

    private Path japanese() {
        return folder.resolve("2026-11-22.ja.txt");
    }

    @Test
    void each_language_has_a_file_for_the_day() throws IOException {
        Files.writeString(japanese(), "\n今日は静かでした。\n");
        Files.writeString(folder.resolve("2026-11-22.en.txt"), "A quiet day.");
        Files.writeString(folder.resolve("2026-11-23.en.txt"), "Tomorrow.");

        assertThat(notes()).containsOnly(Map.entry(Language.JA, "今日は静かでした。"), Map.entry(Language.EN, "A quiet day."));
    }

    @Test
    void without_a_file_or_a_folder_there_are_none() throws IOException {
        Files.writeString(japanese(), " \n");

        assertThat(notes()).isEmpty();
        assertThat(new ClosingNotes(Optional.of(folder.resolve("gone"))).of(DAY))
                .isEmpty();
        assertThat(new ClosingNotes(Optional.empty()).of(DAY)).isEmpty();
    }

    @Test
    void a_file_that_is_too_large_is_left_out() throws IOException {
        Files.writeString(japanese(), "x".repeat(ClosingNotes.LIMIT));
        assertThat(notes()).containsOnlyKeys(Language.JA);

        Files.writeString(japanese(), "x".repeat(ClosingNotes.LIMIT + 1));
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_left_out_and_the_other_one_is_not() throws IOException {
        Files.writeString(japanese(), "日本語", Charset.forName("EUC-JP"));
        Files.writeString(folder.resolve("2026-11-22.en.txt"), "English");
        assertThat(notes()).containsOnlyKeys(Language.EN);

        Files.delete(japanese());
        Files.createDirectory(japanese());
        assertThat(notes()).containsOnlyKeys(Language.EN);
    }
}
