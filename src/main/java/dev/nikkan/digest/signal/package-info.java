/// What a day's overview may claim: signals, each with the rows behind it, and the sentences made of them.
/// Pure, and the same for the same rows in whatever order they come: an overview that nobody can check is worse
/// than none, and `explain` prints for each figure what it counts.
@NullMarked
package dev.nikkan.digest.signal;

import org.jspecify.annotations.NullMarked;
