@NullMarked
package dev.nikkan.summary.gate;

import org.jspecify.annotations.NullMarked;
