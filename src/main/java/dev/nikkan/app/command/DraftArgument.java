package dev.nikkan.app.command;

import dev.nikkan.app.config.NearestName;
import dev.nikkan.model.DraftName;
import dev.nikkan.parse.DraftFile;
import dev.nikkan.store.Names;
import dev.nikkan.store.Store;
import java.util.List;

/// A draft as people name it: with or without revision and `.txt`.
final class DraftArgument {
    private static final int GUESSES = 3;

    private DraftArgument() {}

    /// @throws Failure if the text is no draft's name
    static DraftName parse(String text) {
        return DraftFile.parse(text)
                .map(DraftFile::name)
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
