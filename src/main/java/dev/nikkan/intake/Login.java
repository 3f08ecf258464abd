package dev.nikkan.intake;

import dev.nikkan.model.Secret;
import java.util.List;
import java.util.Optional;

/// How to log in to the IMAP server.
public sealed interface Login {
    Optional<String> user();

    /// The server asks for no password.
    record Open(Optional<String> user) implements Login {}

    record Password(String name, Secret password) implements Login {
        @Override
        public Optional<String> user() {
            return Optional.of(name);
        }
    }

    /// XOAUTH2: the command's standard output is the access token, asked for before each connect.
    record Token(String name, List<String> command) implements Login {
        public Token {
            command = List.copyOf(command);
        }

        @Override
        public Optional<String> user() {
            return Optional.of(name);
        }
    }
}
