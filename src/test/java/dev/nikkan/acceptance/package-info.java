/// Whole days through the whole house: what goes in is mail at a mail server, what comes out is mail at another.
@NullMarked
package dev.nikkan.acceptance;

import org.jspecify.annotations.NullMarked;
