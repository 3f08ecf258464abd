package dev.nikkan.model;

import java.util.List;
import java.util.Optional;

/// What somebody asks of us by mail.
public sealed interface Wish {
    record Subscribe() implements Wish {}

    /// @param token from the List-Unsubscribe of a digest; without one the address has to confirm
    record Unsubscribe(Optional<String> token) implements Wish {}

    /// @param lines of the mail's own text, `language en` and the like; empty ones part its paragraphs
    /// @param token from a mail of ours; without one the address has to confirm
    record Settings(Optional<String> token, List<String> lines) implements Wish {
        public Settings {
            lines = List.copyOf(lines);
        }
    }

    /// The answer to a mail that asked whether an earlier wish was meant.
    record Confirm(String token) implements Wish {}

    record Help() implements Wish {}
}
