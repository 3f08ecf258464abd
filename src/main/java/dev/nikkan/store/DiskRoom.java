package dev.nikkan.store;

/// How much must be free on the disk of the store, in octets. What cannot be written down is not done: below the first
/// bound mails stay on the server, where they are safe; below the second nothing is sent either, because that it was
/// sent might not be recorded.
public final class DiskRoom {
    public static final long TO_FETCH = 200L << 20;
    public static final long TO_SEND = 50L << 20;

    private DiskRoom() {}
}
