package dev.nikkan.model;

/// What the two lists announce.
public sealed interface Announcement permits DraftPost, RfcPublication, Event {}
