package dev.nikkan.render;

import dev.nikkan.model.Choice;
import dev.nikkan.model.EmailAddress;
import java.util.List;

/// What a page for subscribers is to show. No page bears an address but the one that its visitor has just typed
/// in, and none tells whether an address is known.
public sealed interface Page {
    /// What a confirmation is for.
    enum Wish {
        SUBSCRIBE,
        UNSUBSCRIBE,
        SETTINGS
    }

    /// What went wrong before anything could be asked.
    enum Trouble {
        /// The request is none that a browser makes of our forms.
        BAD_REQUEST,
        NOT_FOUND,
        BAD_METHOD,
        TOO_LARGE,
        TOO_MANY,
        BUSY
    }

    /// The form to join.
    ///
    /// @param typed what was typed in and is no address; empty at first
    record Join(String typed) implements Page {}

    /// The form to get a link to the settings, or to leave, for who has no mail of ours at hand.
    ///
    /// @param typed as in [Join]
    record Manage(String typed) implements Page {}

    /// A mail is on its way, if the address may have one.
    record Asked(EmailAddress typed) implements Page {}

    record Confirm(Wish wish) implements Page {}

    /// @param settings the token of theirs
    record Joined(String settings) implements Page {}

    /// Confirmed that they want to choose.
    ///
    /// @param settings the token of theirs
    record Known(String settings) implements Page {}

    /// Whether they mean it.
    record Leave() implements Page {}

    record Left(boolean erased) implements Page {}

    /// @param choice as it is; where something was refused, as it was wished, as far as that could be understood
    /// @param filter as it stands in the field: what was typed in, if that was refused
    /// @param refused what could not be understood, as it was written, each with what was perhaps meant
    /// @param keys of whoever sees the page
    record Settings(Choice choice, String filter, Saved saved, List<String> refused, Keys keys) implements Page {
        public enum Saved {
            NOT_YET,
            DONE,
            /// The filter in the field could not be understood, and nothing was changed.
            FILTER_REFUSED,
            /// Lines of a mail could not be understood that was confirmed on this page, and nothing was changed.
            MAIL_REFUSED
        }

        /// Tokens of one subscriber.
        ///
        /// @param settings by which they choose
        /// @param leaving by which they leave
        public record Keys(String settings, String leaving) {}

        public Settings {
            refused = List.copyOf(refused);
        }
    }

    /// The button of a confirmation was pressed again, or its link followed. It opens nothing any more.
    record ConfirmedBefore() implements Page {}

    /// A confirmation that is overtaken, too old, or was never ours.
    record Stale() implements Page {}

    /// The settings of nobody who gets anything.
    record Nobody() implements Page {}

    record Failed(Trouble trouble) implements Page {}
}
