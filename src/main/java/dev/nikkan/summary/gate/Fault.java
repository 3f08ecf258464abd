package dev.nikkan.summary.gate;

/// One thing that is wrong with a summary.
///
/// @param evidence the piece of text that shows it, or a measure; short
public record Fault(Reason reason, String evidence) {
    private static final int SHOWN = 60;

    public Fault {
        evidence = evidence.codePointCount(0, evidence.length()) <= SHOWN
                ? evidence
                : evidence.substring(0, evidence.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /// `figure: RFC 9999`.
    @Override
    public String toString() {
        return reason.text() + ": " + evidence;
    }
}
