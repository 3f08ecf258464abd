package dev.nikkan.publish;

import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.render.FrameSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// `[digest]`: when an edition is made and what it looks like.
///
/// @param at UTC
/// @param partSize drafts a part; 0 never splits
/// @param language of subscribers who chose none
/// @param templates a folder whose files stand in for the built-in ones
/// @param overview whether a digest says what the day is about
/// @param themes a file of themes beside the built-in ones
/// @param watchedAuthors of whom every draft is told
/// @param meetings a file of IETF meetings beside the built-in ones
/// @param closingNotes a folder in which the operator's words on a day are looked for
/// @param frame what a digest has beside the drafts and RFCs
public record DigestSettings(
        LocalTime at,
        Duration grace,
        Duration giveUp,
        Optional<Day> firstDay,
        int catchUpDays,
        int partSize,
        Language language,
        Optional<Path> templates,
        boolean overview,
        Optional<Path> themes,
        List<String> watchedAuthors,
        Optional<Path> meetings,
        Optional<Path> closingNotes,
        FrameSettings frame) {
    public DigestSettings {
        watchedAuthors = List.copyOf(watchedAuthors);
    }

    public static final DigestSettings DEFAULT = new DigestSettings(
            LocalTime.MIDNIGHT,
            Duration.ofMinutes(10),
            Duration.ofHours(6),
            Optional.empty(),
            7,
            20,
            Language.JA,
            Optional.empty(),
            true,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            FrameSettings.DEFAULT);
}
