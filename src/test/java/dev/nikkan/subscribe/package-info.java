@NullMarked
package dev.nikkan.subscribe;

import org.jspecify.annotations.NullMarked;
