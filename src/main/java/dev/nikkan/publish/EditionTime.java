package dev.nikkan.publish;

import dev.nikkan.model.Day;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/// When a day's edition is due: at the configured UTC time after the day has ended, plus the grace for mail in transit.
///
/// @param at after midnight
public record EditionTime(Duration at, Duration grace) {
    public static EditionTime of(DigestSettings settings) {
        return new EditionTime(Duration.between(LocalTime.MIDNIGHT, settings.at()), settings.grace());
    }

    public Instant due(Day day) {
        return day.end().plus(at).plus(grace);
    }

    /// The newest day whose edition is due at `now`.
    public Day lastDue(Instant now) {
        return Day.of(now.minus(at).minus(grace)).previous();
    }

    /// How long it is until the next edition is due; never zero.
    public Duration untilNext(Instant now) {
        return Duration.between(now, due(lastDue(now).plus(1)));
    }
}
