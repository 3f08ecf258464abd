/// Whom mail servers of either kind are believed by. Of its own, because reading and sending may not see each other
/// and yet must not differ in this.
@NullMarked
package dev.nikkan.tls;

import org.jspecify.annotations.NullMarked;
