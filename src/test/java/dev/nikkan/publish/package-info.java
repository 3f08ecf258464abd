@NullMarked
package dev.nikkan.publish;

import org.jspecify.annotations.NullMarked;
