package dev.nikkan.summary.gate;

import java.util.Locale;

/// Why a summary is not printed.
public enum Reason {
    /// Not in the wanted language, by the shares of its scripts.
    LANGUAGE,
    /// Too short or too long.
    LENGTH,
    /// It stops in the middle of a sentence.
    CUT_OFF,
    /// Markdown, HTML, lists, invisible characters.
    MARKUP,
    /// A web or mail address.
    LINK,
    /// A number, RFC, draft, version or code that the input lacks.
    FIGURE,
    /// A count of drafts, RFCs or of a topic that is not the edition's.
    COUNT,
    /// A person, organisation, protocol or acronym that the input lacks.
    NAME,
    /// It speaks to the reader, of itself, or of its task.
    VOICE,
    /// Praise, forecasts and sales talk.
    JUDGEMENT,
    /// Sentences that could be written without having read the abstract, or that tell of another document.
    FILLER,
    /// Nearly what was written of another draft of the day, or the title that stands before it.
    DUPLICATE,
    /// There was no text in the answer, or the gate broke on it. Not its verdict.
    UNUSABLE;

    /// As it is stored and counted: `cut-off`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
