package dev.nikkan.store;

/// What a store is opened for.
public enum Access {
    /// Looking only: never changes the file, never blocks the daemon.
    READ,
    /// Changing a store that exists.
    WRITE,
    /// As [#WRITE], and a new store is made where there is none.
    CREATE
}
