/// The numbered moments at which a test can make the daemon halt, throw or wait. Handed in like a clock, inert in
/// production; an enum, so that a test that walks over all of them meets a new one without anyone remembering.
@NullMarked
package dev.nikkan.fault;

import org.jspecify.annotations.NullMarked;
