package dev.nikkan.search;

/// A word of a text, folded as [Words] folds, and where it stands there.
///
/// @param start the index of its first char
/// @param end the index after its last char
record Word(String text, int start, int end) {}
