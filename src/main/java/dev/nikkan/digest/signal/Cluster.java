package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftName;
import java.util.List;

/// Drafts of a day that are listed under one heading. Each draft of the day is in exactly one.
///
/// @param id that of the topic it is made of, `theme.wimse` or `group.tls`; else `area.routing` or `other`
/// @param drafts by name
/// @param elsewhere how many drafts the topic has besides, that an earlier heading took
public record Cluster(String id, Label label, List<DraftName> drafts, int elsewhere) {
    /// What is under no other heading.
    public static final String OTHER = "other";

    public static final Label OTHER_LABEL = new Label("その他", "Other");

    public Cluster {
        drafts = List.copyOf(drafts);
    }
}
