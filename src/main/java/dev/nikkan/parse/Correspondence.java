package dev.nikkan.parse;

import dev.nikkan.model.Envelope;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.OtherKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Mail that machines write about mail: our own digests come back, what bounces, who is on holiday. None of it
/// is an announcement, whatever it quotes, and none of it is ever answered (RFC 3834 §2).
final class Correspondence {
    /// The form of our own Message-IDs.
    private static final Pattern OWN_ID = Pattern.compile("(?:digest\\.\\d{8}|answer)\\.[^@\\s]{1,200}@\\S{1,255}");

    private static final Pattern AWAY = Pattern.compile(
            "(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply"
                    + "|auto: |vacation(?: reply|:)|abwesenheit|automatische antwort|réponse automatique"
                    + "|respuesta automática|自動応答|自動返信|不在)",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> ROBOT_HEADERS =
            List.of("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-response", "x-mail-autoreply");

    private final HeaderBlock header;
    private final Envelope envelope;

    Correspondence(HeaderBlock header, Envelope envelope) {
        this.header = header;
        this.envelope = envelope;
    }

    Optional<OtherKind> kind(Optional<MailingList> ownList) {
        if (isOwn(ownList)) {
            return Optional.of(OtherKind.OWN);
        }
        if (isReport()) {
            return Optional.of(OtherKind.REPORT);
        }
        return isAutomatic() ? Optional.of(OtherKind.AUTOMATIC) : Optional.empty();
    }

    private boolean isOwn(Optional<MailingList> ownList) {
        boolean list = ownList.isPresent() && envelope.list().equals(ownList);
        boolean id = envelope.messageId()
                .map(found -> OWN_ID.matcher(found).matches())
                .orElse(false);
        return list || (id && header.has("auto-submitted"));
    }

    /// RFC 6522 has all reports in `multipart/report`; some mail servers' own words do not.
    private boolean isReport() {
        String type = lower(header, "content-type");
        return type.startsWith("multipart/report")
                || type.startsWith("message/delivery-status")
                || type.startsWith("message/disposition-notification")
                || type.startsWith("message/feedback-report")
                || envelope.from()
                        .map(from -> from.startsWith("mailer-daemon@"))
                        .orElse(false);
    }

    private boolean isAutomatic() {
        return isAutomatic(header, envelope.subject().orElse(""));
    }

    /// RFC 3834 §5, and what programs older than it do.
    static boolean isAutomatic(HeaderBlock header, String subject) {
        return lower(header, "auto-submitted").startsWith("auto-replied")
                || lower(header, "precedence").equals("auto_reply")
                || ROBOT_HEADERS.stream().anyMatch(header::has)
                || AWAY.matcher(SubjectLine.of(Optional.of(subject)).matchable())
                        .lookingAt();
    }

    private static String lower(HeaderBlock header, String name) {
        return header.first(name).orElse("").toLowerCase(Locale.ROOT);
    }
}
