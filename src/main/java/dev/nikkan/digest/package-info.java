/// An edition's content into a `Digest`: counts, order, entries, parts. Pure.
@NullMarked
package dev.nikkan.digest;

import org.jspecify.annotations.NullMarked;
