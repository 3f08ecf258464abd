package dev.nikkan.model;

import java.util.List;
import java.util.Optional;

/// What a mail to us is that announces nothing.
public sealed interface Letter {
    /// @param from whom an answer would go to
    /// @param language that the writer used, as far as it shows
    record Request(EmailAddress from, Optional<Language> language, Wish wish) implements Letter {}

    /// A delivery report about a mail of ours.
    ///
    /// @param tokens found where our bounce address stands; none is proof before it is verified
    /// @param returned empty where nothing has failed for good: a delay, a success
    /// @param words status and diagnostic, for the operator
    record Bounce(List<String> tokens, Optional<Returned> returned, String words) implements Letter {
        public Bounce {
            tokens = List.copyOf(tokens);
        }
    }

    /// Somebody pressed "this is spam" (RFC 5965).
    ///
    /// @param tokens of our bounce address and of List-Unsubscribe, as found in the mail that is complained about
    record Complaint(List<String> tokens) implements Letter {
        public Complaint {
            tokens = List.copyOf(tokens);
        }
    }

    /// The word of a program, or of somebody who cannot be answered, that ends a subscription if its token is genuine.
    ///
    /// @param token of List-Unsubscribe
    /// @param reason why it is never answered, for the operator
    record Departure(String token, String reason) implements Letter {}

    /// Nothing that is ever answered.
    ///
    /// @param reason for the operator
    record Unheeded(String reason) implements Letter {}
}
