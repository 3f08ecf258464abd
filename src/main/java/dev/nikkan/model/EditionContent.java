package dev.nikkan.model;

import java.util.List;

/// What an edition holds, as the store has it: everything a digest is made of.
///
/// @param day the UTC day it is the edition of
/// @param account that day's account
/// @param posts in the order of their mails' Date, then of storing; those of earlier days came late
/// @param unreadSources the sources (`user@host/folder`) that could not be read before the cut
public record EditionContent(
        Day day,
        Account account,
        List<Item.Post> posts,
        List<Item.Rfc> rfcs,
        List<Item.Other> events,
        List<String> unreadSources) {
    public EditionContent {
        posts = List.copyOf(posts);
        rfcs = List.copyOf(rfcs);
        events = List.copyOf(events);
        unreadSources = List.copyOf(unreadSources);
    }

    /// Whether an item belongs to an earlier day than the edition.
    public boolean late(Item item) {
        return item.day().isBefore(day);
    }
}
