@NullMarked
package dev.nikkan.parse;

import org.jspecify.annotations.NullMarked;
