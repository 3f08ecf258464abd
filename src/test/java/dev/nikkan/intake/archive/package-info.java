@NullMarked
package dev.nikkan.intake.archive;

import org.jspecify.annotations.NullMarked;
