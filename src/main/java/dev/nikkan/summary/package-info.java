/// An abstract into a few sentences that a language model writes and the program checks. What a model says is
/// never
/// trusted: `gate` decides whether it is printed. Nothing here knows of the store.
@NullMarked
package dev.nikkan.summary;

import org.jspecify.annotations.NullMarked;
