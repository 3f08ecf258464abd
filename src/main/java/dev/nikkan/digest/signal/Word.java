package dev.nikkan.digest.signal;

import java.util.List;

/// A word of some text, with what has been found out about it once and for all.
///
/// @param folded in lower case
/// @param stem folded, without a plural s
/// @param edge whether a term may begin or end with it
/// @param starting the themes' phrases that may begin here
record Word(String text, String folded, String stem, boolean edge, List<ThemePhrase> starting) {}
