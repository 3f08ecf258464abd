/// The daemon: its parts put together, its life from start to SIGTERM, and what it tells the service manager.
@NullMarked
package dev.nikkan.app.daemon;

import org.jspecify.annotations.NullMarked;
