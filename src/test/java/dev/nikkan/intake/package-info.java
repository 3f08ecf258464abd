@NullMarked
package dev.nikkan.intake;

import org.jspecify.annotations.NullMarked;
