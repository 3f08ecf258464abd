package dev.nikkan.summary.engine;

/// What calls cost, in the endpoint's own count of tokens; zero where it does not say.
///
/// @param calls that the endpoint answered with status 200, of whatever use
public record Usage(int calls, int inputTokens, int outputTokens) {
    public static final Usage NONE = new Usage(0, 0, 0);

    /// Of one call.
    public Usage(int inputTokens, int outputTokens) {
        this(1, inputTokens, outputTokens);
    }

    public Usage plus(Usage other) {
        return new Usage(calls + other.calls, inputTokens + other.inputTokens, outputTokens + other.outputTokens);
    }
}
