package dev.nikkan.model;

/// Where a mail lies: a UID in a mailbox, never a sequence number.
public record MailboxUid(Mailbox mailbox, long uid) {
    @Override
    public String toString() {
        return mailbox + ";UID=" + uid;
    }
}
