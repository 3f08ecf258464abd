package dev.nikkan.subscribe;

import dev.nikkan.model.AnswerKind;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.PlannedAnswer;
import dev.nikkan.model.Tokens;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.render.AnswerMail;
import dev.nikkan.store.Letters;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Puts into an answer the token that its reply is to bring back. Thread-safe.
final class AnswerComposer implements Letters.Composer {
    private static final int RADIX = 36;

    private final AnswerMail mail;
    private final Tokens tokens;
    private final Optional<EmailAddress> bounces;
    private final InstantSource clock;
    private final RandomGenerator random;

    AnswerComposer(Registrar.Settings settings, Tokens tokens, InstantSource clock, RandomGenerator random) {
        this.mail = new AnswerMail(settings.identity(), settings.list());
        this.tokens = tokens;
        this.bounces = settings.identity().bounces();
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Letters.Composed compose(PlannedAnswer answer) {
        String messageId = mail.messageId(HexFormat.of().toHexDigits(random.nextLong()));
        return new Letters.Composed(
                messageId, sender(answer), mail.of(answer, token(answer), leaving(answer), messageId, clock.instant()));
    }

    private String token(PlannedAnswer answer) {
        return switch (answer.kind()) {
            case CONFIRM_SUBSCRIBE, CONFIRM_UNSUBSCRIBE, CONFIRM_SETTINGS, PROBE ->
                tokens.sign(new Token(Purpose.CONFIRM, answer.request(), answer.nonce()));
            case WELCOME, SETTINGS, SETTINGS_REFUSED ->
                tokens.sign(new Token(Purpose.SETTINGS, answer.subscriber(), "0"));
            case LEFT, NO_SUBSCRIBER, HELP, STALE -> "";
        };
    }

    private String leaving(PlannedAnswer answer) {
        return answer.subscriber() == 0
                ? "unsubscribe"
                : "unsubscribe " + tokens.sign(new Token(Purpose.UNSUBSCRIBE, answer.subscriber(), "0"));
    }

    /// What programs answer goes there and not to the list's address, where it would be read as a wish. Of the answers
    /// only the probe is waited for.
    private Optional<EmailAddress> sender(PlannedAnswer answer) {
        String today = Long.toString(Day.of(clock.instant()).date().toEpochDay(), RADIX);
        Purpose purpose = answer.kind() == AnswerKind.PROBE ? Purpose.PROBE : Purpose.ANSWER;
        return bounces.map(base -> base.withDetail(tokens.sign(new Token(purpose, answer.subscriber(), today))));
    }
}
