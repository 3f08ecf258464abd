@NullMarked
package dev.nikkan;

import org.jspecify.annotations.NullMarked;
