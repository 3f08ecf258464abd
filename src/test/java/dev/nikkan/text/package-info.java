@NullMarked
package dev.nikkan.text;

import org.jspecify.annotations.NullMarked;
