package dev.nikkan.publish;

import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the operator has written about a day, a file a language: `2026-11-22.ja.txt`. A file that cannot be
/// used is told in the log and left out; the digest does not wait for it. Thread-safe.
public final class ClosingNotes {
    /// In octets: about 5,000 Japanese characters, a sixth of what a mail may measure.
    static final int LIMIT = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ClosingNotes.class);

    private final Optional<Path> folder;

    /// @param folder without one there are no words on any day
    public ClosingNotes(Optional<Path> folder) {
        this.folder = folder;
    }

    public Map<Language, String> of(Day day) {
        Map<Language, String> notes = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            folder.map(path -> path.resolve(day + "." + language.tag() + ".txt"))
                    .flatMap(ClosingNotes::read)
                    .ifPresent(words -> notes.put(language, words));
        }
        return notes;
    }

    private static Optional<String> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // A pipe would keep the edition waiting for whoever writes into it.
        if (!Files.isRegularFile(file)) {
            return unusable(file, "is no file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] octets = stream.readNBytes(LIMIT + 1);
            if (octets.length > LIMIT) {
                return unusable(file, "has more than " + LIMIT + " octets");
            }
            String words = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString()
                    .strip();
            return Optional.of(words).filter(text -> !text.isEmpty());
        } catch (CharacterCodingException e) {
            return unusable(file, "is not in UTF-8");
        } catch (IOException e) {
            return unusable(file, "cannot be read (" + e + ")");
        }
    }

    private static Optional<String> unusable(Path file, String reason) {
        LOG.warn("The closing note {} {}; the digest goes out without it.", file, reason);
        return Optional.empty();
    }
}
