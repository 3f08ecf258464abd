@NullMarked
package dev.nikkan.store;

import org.jspecify.annotations.NullMarked;
