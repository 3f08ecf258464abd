package dev.nikkan.model;

/// The revision before an announced one, and the day it was announced.
public record PreviousRevision(Revision revision, Day day) {}
