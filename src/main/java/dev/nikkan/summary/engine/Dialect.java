package dev.nikkan.summary.engine;

import dev.nikkan.model.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/// How one family of endpoints is spoken to.
public sealed interface Dialect permits ChatCompletions, Messages {
    /// As it is configured and stored: `openai`, `anthropic`.
    String name();

    /// Where a question goes.
    URI address(URI endpoint);

    /// The headers of a call with this key.
    Map<String, String> headers(Secret key);

    /// Those without a key.
    Map<String, String> headers();

    /// The body of a call.
    ///
    /// @param traits what may be asked of this endpoint
    String body(String model, Question question, Set<Trait> traits);

    /// The body of a successful answer, read.
    ///
    /// @throws MalformedAnswerException if it is not of this dialect
    Completion read(String body) throws MalformedAnswerException;

    /// What a body says that the call cost, be it of this dialect or not.
    Usage usage(String body);

    /// What a call may have, until the endpoint says that it does not know it.
    enum Trait {
        /// The answer bound to a JSON schema.
        SCHEMA,
        /// A temperature of 0.
        TEMPERATURE,
        /// The limit under its old name, `max_tokens`; the new one is `max_completion_tokens`.
        MAX_TOKENS
    }

    /// @param text what the model said, `null`-free and possibly empty
    /// @param cut whether it was stopped by the limit of tokens
    /// @param refused whether the model, or a filter before it, declined
    record Completion(String text, String model, boolean cut, boolean refused, Usage usage) {}
}
