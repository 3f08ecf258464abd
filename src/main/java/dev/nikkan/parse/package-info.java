/// Octets in, what they say out. Pure: no clock, no file, no network; nothing that is in a message makes it throw. Only
/// this package reads with Mime4j.
@NullMarked
package dev.nikkan.parse;

import org.jspecify.annotations.NullMarked;
