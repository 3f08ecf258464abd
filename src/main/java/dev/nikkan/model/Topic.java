package dev.nikkan.model;

import java.util.Locale;

/// What an announcement written by hand is about. [#text()] is the topic's name in store and JSON.
public enum Topic {
    /// The nominating committee: volunteers, nominations, feedback, results.
    NOMCOM,
    /// Calls for candidates outside the NomCom, and who was appointed.
    APPOINTMENT,
    /// A statement of the IESG, the IAB, the IRSG or another body.
    STATEMENT,
    /// A document of the IAB or another body is open for comments.
    CALL_FOR_COMMENT,
    /// An appeal (RFC 2026 §6.5) or the response to one.
    APPEAL,
    /// Liaison with other organizations.
    LIAISON,
    /// A mailing list that is not a working group's has been made.
    NEW_LIST,
    /// Moderation, moves and closing of mailing lists.
    LIST_HOUSEKEEPING,
    /// The IETF's meetings: registration, agenda, cut-off dates, hotels, fees, BOFs.
    MEETING,
    /// Milestones of a group have changed.
    MILESTONES,
    /// The IESG's teleconferences: agenda and minutes.
    TELECHAT,
    /// IPR, licences and the IETF Trust.
    TRUST,
    /// The IETF's administration: LLC, IAOC, IASA, budgets, contracts.
    ADMINISTRATION,
    /// Outages, moves and changes of the IETF's own systems.
    SERVICES,
    /// The RFC Editor and the RFC series.
    RFC_SERIES,
    /// Prizes and fellowships: the Postel award, the ANRP, travel grants.
    AWARD,
    /// Any other message of the chair of the IETF, the IAB or the IRTF.
    CHAIR;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The topic of that [#text()].
    ///
    /// @throws IllegalArgumentException if there is none
    public static Topic parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
