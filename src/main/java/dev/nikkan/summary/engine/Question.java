package dev.nikkan.summary.engine;

/// One call's text. What is constant stands first, so that a server that remembers prefixes need not read it
/// again.
///
/// @param instructions the same for every document
/// @param document data, marked off; may be anybody's text
/// @param field the one text field that the answer has
/// @param longest the answer, in tokens
public record Question(String instructions, String document, String field, int longest) {}
