package dev.nikkan.render;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Octets;
import dev.nikkan.model.PlannedAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// An answer to a subscriber's mail as octets: plain text, in the language of the writer. Thread-safe.
public final class AnswerMail {
    private final MailHeader header;
    private final EmailAddress list;
    private final String name;
    private final Optional<WebLinks> web;

    /// @param list where subscribers write
    public AnswerMail(MailIdentity identity, EmailAddress list) {
        this.header = new MailHeader(identity);
        this.list = list;
        this.name = identity.fromName().orElse("Nikkan");
        this.web = identity.web();
    }

    /// @param opaque what tells this answer from all others
    public String messageId(String opaque) {
        return header.answerId(opaque);
    }

    /// @param token that a reply brings back in its Subject, and the link to a page in its address; empty where
    ///     none is needed
    /// @param leaving the Subject by which the reader leaves
    public Octets of(PlannedAnswer answer, String token, String leaving, String messageId, Instant date) {
        AnswerWords words = AnswerWords.of(
                answer.language(), name, list, leaving, web.flatMap(links -> page(links, answer, token)));
        FlowedText text = FlowedText.of(TextLines.lines(ShownLines.of(words.text(answer))));
        String subject = words.subject(answer.kind(), token);
        return MailBody.ofText(subject, text, answer.language())
                .after(header.ofAnswer(answer.to(), list, subject, messageId, date));
    }

    private static Optional<URI> page(WebLinks links, PlannedAnswer answer, String token) {
        return switch (answer.kind()) {
            case CONFIRM_SUBSCRIBE, CONFIRM_UNSUBSCRIBE, CONFIRM_SETTINGS, PROBE ->
                Optional.of(links.confirm(token, answer.language()));
            case WELCOME, SETTINGS, SETTINGS_REFUSED -> Optional.of(links.settings(token, answer.language()));
            case LEFT, NO_SUBSCRIBER, HELP, STALE -> Optional.empty();
        };
    }

    /// What a subscriber wrote comes back to them without what is no text.
    private static final class ShownLines {
        private ShownLines() {}

        static String of(String text) {
            return text.lines().map(ShownText::of).collect(java.util.stream.Collectors.joining("\n", "", "\n"));
        }
    }
}
