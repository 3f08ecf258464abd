@NullMarked
package dev.nikkan.deliver;

import org.jspecify.annotations.NullMarked;
