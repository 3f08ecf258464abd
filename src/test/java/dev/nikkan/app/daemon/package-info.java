@NullMarked
package dev.nikkan.app.daemon;

import org.jspecify.annotations.NullMarked;
