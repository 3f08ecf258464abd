/// Mail out of files: mbox, Maildir, folders, single messages, compressed or in a tar file. Octets come out
/// as they are; what they mean is not this package's business. Everything streams, so an archive of any size
/// takes one message's memory.
@NullMarked
package dev.nikkan.intake.archive;

import org.jspecify.annotations.NullMarked;
