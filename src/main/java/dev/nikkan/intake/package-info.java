/// Mail into the store: the IMAP watch and the archive readers, one path for all. Only this package sees IMAP.
@NullMarked
package dev.nikkan.intake;

import org.jspecify.annotations.NullMarked;
