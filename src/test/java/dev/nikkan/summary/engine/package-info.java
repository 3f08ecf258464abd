@NullMarked
package dev.nikkan.summary.engine;

import org.jspecify.annotations.NullMarked;
