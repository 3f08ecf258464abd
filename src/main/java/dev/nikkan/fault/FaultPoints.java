package dev.nikkan.fault;

/// Told of each [FaultPoint] as it is passed. Production uses [#INERT].
@FunctionalInterface
public interface FaultPoints {
    FaultPoints INERT = point -> {};

    /// May return, wait, throw an unchecked exception, or end the process.
    void passed(FaultPoint point);
}
