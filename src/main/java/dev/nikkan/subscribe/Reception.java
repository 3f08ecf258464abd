package dev.nikkan.subscribe;

import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscription;
import dev.nikkan.model.Tokens;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.parse.LetterReader;
import dev.nikkan.store.Letters;
import dev.nikkan.store.Letters.Deed;
import dev.nikkan.store.Letters.Outcome;
import dev.nikkan.store.Letters.Visit;
import dev.nikkan.store.Letters.Wanted;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What people ask on the web. Tokens are the only authority there, and the same [Letters] do the same as for a
/// mail. Thread-safe.
public final class Reception {
    private final Letters letters;
    private final LetterReader reader;
    private final Tokens tokens;
    private final Letters.Composer composer;
    private final Runnable answered;
    private final RandomGenerator random;

    /// @param random must be unpredictable: it makes the nonces of confirmations
    /// @param answered called after a mail may have been planned
    public Reception(
            Letters letters,
            Tokens tokens,
            Registrar.Settings settings,
            Runnable answered,
            InstantSource clock,
            RandomGenerator random) {
        this.letters = letters;
        this.reader = settings.reader();
        this.tokens = tokens;
        this.composer = new AnswerComposer(settings, tokens, clock, random);
        this.answered = answered;
        this.random = random;
    }

    /// Asks whoever reads the address's mail whether they meant it. Nobody learns here whether it was asked, or
    /// known.
    public void ask(EmailAddress address, Wanted wanted, Language language) {
        if (reader.mayBeAsked(address)) {
            letters.ask(Visit.PAGE, address, wanted, language, List.of(), Registrar.nonce(random), composer);
            answered.run();
        }
    }

    /// Whether we made a token for this purpose. Asks no store, so that whoever guesses costs nothing.
    public boolean isGenuine(Purpose purpose, String token) {
        return tokens.verify(purpose, token).isPresent();
    }

    /// What a confirmation is for, if it still waits.
    public Optional<Wanted> waiting(String token) {
        return tokens.verify(Purpose.CONFIRM, token).flatMap(proof -> letters.waiting(proof.number(), proof.nonce()));
    }

    /// Whether a confirmation was done before, within a week. Nothing is told of whose it was.
    public boolean isUsed(String token) {
        return tokens.verify(Purpose.CONFIRM, token)
                .filter(proof -> letters.isUsed(proof.number(), proof.nonce()))
                .isPresent();
    }

    public Outcome confirm(String token) {
        Optional<Token> proof = tokens.verify(Purpose.CONFIRM, token);
        if (proof.isEmpty()) {
            return Outcome.of(Deed.STALE);
        }
        Outcome outcome =
                letters.confirm(Visit.PAGE, proof.get().number(), proof.get().nonce(), composer);
        answered.run();
        return outcome;
    }

    /// Ends the subscription that a token is of. Whose it is of, or that it is of none, is not told.
    public void leave(String token, Visit visit) {
        tokens.verify(Purpose.UNSUBSCRIBE, token)
                .map(Token::number)
                .filter(this::isOn) // asked again and again, it costs no transaction
                .ifPresent(subscriber -> letters.unsubscribe(visit, subscriber, composer));
    }

    private boolean isOn(long subscriber) {
        return letters.whose(subscriber)
                .filter(known -> switch (known.state()) {
                    case PENDING, ACTIVE, PAUSED -> true;
                    case OFF, SUPPRESSED -> false;
                })
                .isPresent();
    }

    /// Ends the subscription and erases the address.
    public void forget(String token) {
        tokens.verify(Purpose.UNSUBSCRIBE, token)
                .map(Token::number)
                .filter(subscriber -> letters.whose(subscriber).isPresent())
                .ifPresent(subscriber -> letters.forget(Visit.PAGE, subscriber));
    }

    /// What the owner of a token gets, if they get anything.
    public Optional<Subscription> settings(String token) {
        return tokens.verify(Purpose.SETTINGS, token)
                .flatMap(proof -> letters.whose(proof.number()))
                .filter(known -> switch (known.state()) {
                    case ACTIVE -> true;
                    case PENDING, PAUSED, OFF, SUPPRESSED -> false;
                });
    }

    /// @param lines as in a mail, `language en` and the like
    public Outcome change(String token, List<String> lines) {
        return tokens.verify(Purpose.SETTINGS, token)
                .map(proof -> letters.settings(Visit.PAGE, proof.number(), lines, composer))
                .orElse(Outcome.of(Deed.NOBODY));
    }

    /// The token by which a subscriber changes what they get.
    public String settingsToken(Subscription known) {
        return tokens.sign(new Token(Purpose.SETTINGS, known.subscriber().id(), "0"));
    }

    public String leavingToken(Subscription known) {
        return tokens.sign(new Token(Purpose.UNSUBSCRIBE, known.subscriber().id(), "0"));
    }
}
