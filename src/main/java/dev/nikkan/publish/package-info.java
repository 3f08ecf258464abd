/// One edition: cut, digest, outbox; which days are owed and when.
@NullMarked
package dev.nikkan.publish;

import org.jspecify.annotations.NullMarked;
