package dev.nikkan.model;

/// One revision of one draft, `draft-ietf-quic-http-07`: what an announcement is about, and the identity of a post.
public record DraftRevision(DraftName name, Revision revision) {
    @Override
    public String toString() {
        return name + "-" + revision;
    }
}
