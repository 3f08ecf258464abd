package dev.nikkan.store;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import java.util.Optional;

/// An event in the life of a draft, an RFC or a group.
///
/// @param kind as in `v_event`
/// @param draft whom it is about, where it is a draft
/// @param title of the draft, else of the event, else the subject
/// @param level Proposed Standard, ...
/// @param deadline the last day for comments, `YYYY-MM-DD`
/// @param edition the day whose digest it was in
public record Happening(
        Day day,
        String kind,
        Optional<DraftName> draft,
        Optional<String> revision,
        Optional<String> level,
        String title,
        Optional<String> detail,
        Optional<String> deadline,
        Optional<String> url,
        Optional<Day> edition) {}
