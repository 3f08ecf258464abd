@NullMarked
package dev.nikkan.search;

import org.jspecify.annotations.NullMarked;
