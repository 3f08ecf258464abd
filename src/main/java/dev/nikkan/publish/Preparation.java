package dev.nikkan.publish;

import dev.nikkan.model.Day;

/// What is done for an edition before it is cut, as far as time allows.
@FunctionalInterface
public interface Preparation {
    Preparation NONE = _ -> true;

    /// Whether the edition need not wait, or not any longer. Never blocks: whoever says no sees to it that the
    /// question is asked again in time.
    boolean done(Day day);
}
