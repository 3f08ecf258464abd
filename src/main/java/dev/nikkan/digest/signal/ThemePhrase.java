package dev.nikkan.digest.signal;

/// A phrase and the theme it speaks for.
///
/// @param theme its place among the themes
record ThemePhrase(int theme, Phrase phrase) {}
