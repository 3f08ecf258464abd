/// What is logged while a command runs for a person: warnings, on standard error. Logback, with its
/// configuration file, is for the daemon; to start it costs more than most commands take.
@NullMarked
package dev.nikkan.app.log;

import org.jspecify.annotations.NullMarked;
