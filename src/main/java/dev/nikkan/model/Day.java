package dev.nikkan.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A UTC day, the half-open span from [#start()] to [#end()].
public record Day(LocalDate date) implements Comparable<Day> {
    public static Day of(Instant instant) {
        return new Day(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    }

    /// The day that ISO text names.
    ///
    /// @param text `2026-11-22`
    /// @throws java.time.format.DateTimeParseException if it is no day of the calendar
    public static Day parse(String text) {
        return new Day(LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE));
    }

    public Instant start() {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public Instant end() {
        return next().start();
    }

    public Day next() {
        return plus(1);
    }

    public Day previous() {
        return plus(-1);
    }

    public Day plus(long days) {
        return new Day(date.plusDays(days));
    }

    public boolean isBefore(Day other) {
        return date.isBefore(other.date);
    }

    public boolean isAfter(Day other) {
        return date.isAfter(other.date);
    }

    @Override
    public int compareTo(Day other) {
        return date.compareTo(other.date);
    }

    @Override
    public String toString() {
        return date.toString();
    }
}
