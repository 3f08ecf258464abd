package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.RfcNumber;
import java.util.List;
import java.util.Optional;

/// What the store knows of one RFC.
///
/// @param status its level where the announcement says it
/// @param obsoletedBy,updatedBy as far as their announcements are stored
/// @param events what was announced of it later: changes of its status
/// @param edition the day whose digest it was in
/// @param draft what it was
public record RfcLife(
        RfcNumber number,
        Optional<String> title,
        List<String> authors,
        Optional<String> status,
        Optional<String> stream,
        Day day,
        Optional<Day> edition,
        List<RfcNumber> obsoletes,
        List<RfcNumber> updates,
        List<RfcNumber> obsoletedBy,
        List<RfcNumber> updatedBy,
        List<Happening> events,
        Optional<DraftLife> draft) {
    public RfcLife {
        authors = List.copyOf(authors);
        obsoletes = List.copyOf(obsoletes);
        updates = List.copyOf(updates);
        obsoletedBy = List.copyOf(obsoletedBy);
        updatedBy = List.copyOf(updatedBy);
        events = List.copyOf(events);
    }
}
