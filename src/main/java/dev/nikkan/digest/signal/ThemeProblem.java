package dev.nikkan.digest.signal;

/// One thing that is wrong with a file of themes.
///
/// @param line from 1
/// @param sentence what is wrong and what to do, with its full stop
public record ThemeProblem(int line, String sentence) {}
