/// A day in half a minute, with an IMAP and an SMTP server of its own. Off the daemon's class path; nothing imports it.
@NullMarked
package dev.nikkan.demo;

import org.jspecify.annotations.NullMarked;
