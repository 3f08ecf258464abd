/// Main, commands, configuration, wiring, the daemon's life. The only place with a wall clock, an environment and an
/// exit.
@NullMarked
package dev.nikkan.app;

import org.jspecify.annotations.NullMarked;
