package dev.nikkan.intake;

/// What happens to a mail in its folder once it is stored.
public sealed interface AfterStore {
    /// Nothing: the folder is opened with EXAMINE and stays as it is.
    record Leave() implements AfterStore {}

    record MarkSeen() implements AfterStore {}

    record Move(String folder) implements AfterStore {}
}
