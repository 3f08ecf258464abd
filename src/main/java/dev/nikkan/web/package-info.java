/// The pages for subscribers, and the button of their mail programs (RFC 8058), behind a reverse proxy. The
/// visitor is anonymous and every octet of theirs hostile: tokens are the only authority, no GET changes
/// anything, there is no cookie, no script and no file that could be served. Threads of its own and limits on
/// everything keep what happens here away from the mail.
///
/// The server is the JDK's: it needs no jar, its fixes come with the runtime's, and it hands each request to an
/// executor, which may be one of virtual threads. Each reads slowly whatever comes slowly; four worker threads
/// see whole requests only.
@NullMarked
package dev.nikkan.web;

import org.jspecify.annotations.NullMarked;
