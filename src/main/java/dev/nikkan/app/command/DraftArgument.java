package dev.nikkan.app.command;

import dev.nikkan.app.config.NearestName;
import dev.nikkan.model.DraftName;
import dev.nikkan.parse.DraftFile;
import dev.nikkan.store.Names;
import dev.nikkan.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A draft as people name it: with or without revision and `.txt`.
final class DraftArgument {
    private static final int GUESSES = 3;

    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9-]+)(?:\\.(?:txt|xml|html|pdf))?");

    private DraftArgument() {}

    /// The draft that the text names; empty where anything else stands beside the name, unlike in a mail, where the
    /// name ends at the first foreign character: a person means what they typed, and no shorter name.
    static Optional<DraftName> named(String text) {
        Matcher file = FILE.matcher(text.strip());
        return file.matches() ? DraftFile.parse(file.group(1)).map(DraftFile::name) : Optional.empty();
    }

    /// @throws Failure if the text is no draft's name
    static DraftName parse(String text) {
        return named(text)
                .orElseThrow(() -> new Failure(
                        ExitCode.BAD_INPUT,
                        "\"%s\" is no draft's name; give one like draft-ietf-quic-http.".formatted(text)));
    }

    /// What to say of a name that the store does not have: the nearest that it has.
    static Failure unknown(Store store, String name) {
        List<String> near = NearestName.few(name, new Names(store).all(), GUESSES);
        return new Failure(
                ExitCode.NO_INPUT,
                "Nothing is stored of %s.%s"
                        .formatted(name, near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?"));
    }
}
