package dev.nikkan.model;

/// A password or token. It cannot be printed by accident: [#toString()] hides it.
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The secret itself, for the one call that needs it.
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
