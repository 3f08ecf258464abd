package dev.nikkan.model;

/// A day's account: what became of every message whose day it is. A digest is not sent while it does not balance.
///
/// @param messages all messages of the day, pending ones too
/// @param posts announced revisions, each once
/// @param drafts distinct names among `posts`
/// @param rfcs published RFCs
/// @param events other announcements
public record Account(
        int messages, int posts, int drafts, int rfcs, int events, int duplicates, int other, int quarantined) {
    public static final Account EMPTY = new Account(0, 0, 0, 0, 0, 0, 0, 0);

    public boolean balanced() {
        return messages == posts + rfcs + events + duplicates + other + quarantined;
    }
}
