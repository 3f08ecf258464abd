/// The SQLite file: raw mail, what was read out of it, editions, subscribers, outbox. Only this package sees
/// `java.sql`. One writer, any number of readers; a transaction is one lambda; a step repeated is harmless because a
/// unique key says so.
@NullMarked
package dev.nikkan.store;

import org.jspecify.annotations.NullMarked;
