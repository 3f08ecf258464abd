@NullMarked
package dev.nikkan.summary;

import org.jspecify.annotations.NullMarked;
