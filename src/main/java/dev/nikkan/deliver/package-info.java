/// The outbox to the SMTP server: attempts, retries, giving up. Only this package sees SMTP.
@NullMarked
package dev.nikkan.deliver;

import org.jspecify.annotations.NullMarked;
