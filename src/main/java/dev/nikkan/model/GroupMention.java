package dev.nikkan.model;

import java.util.Optional;

/// The group as an announcement's sentence names it: `Messaging Layer Security`, `mls`, `WG`. What it says, not what
/// is so; a draft's group is told by [DraftName#group()].
///
/// @param acronym lower case
/// @param type as worded: `WG`, `RG`, `Working Group`
public record GroupMention(String name, Optional<String> acronym, Optional<String> type) {}
