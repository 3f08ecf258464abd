package dev.nikkan.search;

import dev.nikkan.model.DraftName;
import java.util.List;

/// What a query asks of an entry.
public sealed interface Condition {
    /// Where words may stand.
    enum Place {
        ANYWHERE,
        /// The name or number of the entry, or of what it speaks of.
        NAME,
        TITLE,
        AUTHOR,
        GROUP
    }

    /// What an entry has one value of, or few.
    enum Property {
        KIND,
        GROUP,
        STREAM
    }

    /// Words one after the other.
    ///
    /// @param words at least one, as [Words] folds them: letters, digits and marks only
    /// @param prefix whether the last one may go on
    record Phrase(Place place, List<String> words, boolean prefix) implements Condition {
        public Phrase {
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a phrase of no words");
            }
            words = List.copyOf(words);
        }
    }

    /// A draft, under whichever of the names it went through, and what speaks of it.
    record UnderAnyName(DraftName draft) implements Condition {}

    /// @param value lower case letters, digits and hyphens
    record Label(Property property, String value) implements Condition {}

    /// Any of them.
    record Either(List<Condition> conditions) implements Condition {
        public Either {
            conditions = List.copyOf(conditions);
        }
    }

    record Not(Condition condition) implements Condition {}
}
