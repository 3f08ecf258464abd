package dev.nikkan.render;

import dev.nikkan.model.Language;
import java.util.Map;

/// What a digest has around its drafts and RFCs, as the operator wants it. JSON has everything whatever is said here.
///
/// @param announcements whether the day's other announcements are listed
/// @param lastCalls whether the last calls that are open are listed
/// @param account whether the footer says what became of the day's mails
/// @param opening a line before everything else, by language; none where it is absent
/// @param footer a line after everything else, likewise
public record FrameSettings(
        boolean announcements,
        boolean lastCalls,
        boolean account,
        Map<Language, String> opening,
        Map<Language, String> footer) {
    public static final FrameSettings DEFAULT = new FrameSettings(true, true, true, Map.of(), Map.of());

    public FrameSettings {
        opening = Map.copyOf(opening);
        footer = Map.copyOf(footer);
    }
}
