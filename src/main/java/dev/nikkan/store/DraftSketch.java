package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import java.util.List;
import java.util.Optional;

/// What of a draft tells whether it went on under another name.
///
/// @param opening the lowest revision that is stored
/// @param closing the highest
/// @param fromTheStart whether `opening` is the revision 00
/// @param first,last the earliest and the latest day of an announcement
/// @param published whether it became an RFC
record DraftSketch(
        DraftName name, Face opening, Face closing, boolean fromTheStart, Day first, Day last, boolean published) {
    /// How a revision announces itself.
    record Face(TopicWords title, List<Person> authors) {
        Face {
            authors = List.copyOf(authors);
        }

        static Face of(Optional<String> title, List<String> authors) {
            return new Face(TopicWords.ofTitle(title.orElse("")), Person.all(authors));
        }
    }
}
