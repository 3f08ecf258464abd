package dev.nikkan.app.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MachineTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private Path holding(String text) throws Exception {
        return Files.writeString(folder.resolve("machine-id"), text);
    }

    @Test
    void a_machine_has_one_name_that_does_not_tell_its_number() throws Exception {
        String name = Machine.named(holding(ID + "\n")).orElseThrow();

        assertThat(Machine.named(holding(ID))).contains(name);
        assertThat(Machine.named(holding(ID.replace('0', 'f')))).isPresent().isNotEqualTo(name);
        assertThat(name).doesNotContain(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "uninitialized\n", "\u00e9", "0123"})
    void what_an_image_has_instead_of_a_number_is_no_name(String text) throws Exception {
        assertThat(Machine.named(holding(text))).isEmpty();
    }

    @Test
    void without_the_file_there_is_no_name() {
        assertThat(Machine.named(folder.resolve("machine-id"))).isEmpty();
    }
}
