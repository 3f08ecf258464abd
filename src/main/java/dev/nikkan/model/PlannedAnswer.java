package dev.nikkan.model;

import java.util.List;

/// What an answer is to say and to whom, before it is a mail.
///
/// @param request that it asks about; 0 where there is none
/// @param subscriber who is known to be meant; 0 where anybody could have asked
/// @param nonce of the request; empty where there is none
/// @param lines settings, as they are or are wished, or what was wrong with them
public record PlannedAnswer(
        AnswerKind kind,
        EmailAddress to,
        Language language,
        long request,
        long subscriber,
        String nonce,
        List<String> lines) {
    public PlannedAnswer {
        lines = List.copyOf(lines);
    }
}
