package dev.nikkan.model;

/// A few sentences that a language model wrote on an abstract and that passed the checks.
///
/// @param text one paragraph of plain text
/// @param model who wrote it, as the endpoint names it
public record Summary(String text, String model) {}
