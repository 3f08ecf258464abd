package dev.nikkan.subscribe;

import dev.nikkan.fault.FaultPoint;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.AnswerKind;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Letter;
import dev.nikkan.model.Tokens;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.model.Wish;
import dev.nikkan.parse.LetterReader;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.store.Bounces;
import dev.nikkan.store.Letters;
import dev.nikkan.store.Letters.Unread;
import dev.nikkan.store.Letters.Wanted;
import dev.nikkan.store.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what came to the list's address and does what it asks for, one mail at a time, oldest first. Which
/// those are is asked of the store at every look, never remembered.
///
/// Not thread-safe: one thread calls [#look()].
public final class Registrar {
    /// A server tries for five days and then reports; what says so a month later is made up.
    private static final int REPORTED_WITHIN_DAYS = 30;

    /// What the mails that a subscriber gets bear, in their envelopes and their headers.
    private static final List<Purpose> MAILS =
            List.of(Purpose.BOUNCE, Purpose.UNSUBSCRIBE, Purpose.PROBE, Purpose.ANSWER);

    private static final int RADIX = 36;
    private static final int AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    private final Letters letters;
    private final Bounces bounces;
    private final LetterReader reader;
    private final Tokens tokens;
    private final Letters.Composer composer;
    private final Language standard;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final FaultPoints faults;

    /// How we are written to.
    ///
    /// @param list where subscribers write
    /// @param language of who shows none
    public record Settings(MailIdentity identity, EmailAddress list, Language language) {
        LetterReader reader() {
            return new LetterReader(
                    new LetterReader.Ours(
                            list, identity.from(), identity.bounces(), identity.listId(), identity.domain()),
                    System::nanoTime);
        }
    }

    /// @param random must be unpredictable: it makes the nonces of confirmations
    public Registrar(
            Letters letters,
            Bounces bounces,
            Tokens tokens,
            Settings settings,
            InstantSource clock,
            RandomGenerator random,
            FaultPoints faults) {
        this.faults = faults;
        this.letters = letters;
        this.bounces = bounces;
        this.tokens = tokens;
        this.standard = settings.language();
        this.clock = clock;
        this.random = random;
        this.reader = settings.reader();
        this.composer = new AnswerComposer(settings, tokens, clock, random);
    }

    /// Deals with the mails that wait, and with who cannot be reached.
    ///
    /// @return whether anything was done, so that there may be more and answers to send
    public boolean look() {
        letters.expire();
        int asked = letters.askWaiting(composer);
        List<Unread> unread = letters.unread(AT_ONCE);
        unread.forEach(this::read);
        if (unread.isEmpty()) {
            letters.passOver();
        }
        return bounces.judge(composer, this::nonce) > 0 || asked > 0 || !unread.isEmpty();
    }

    private void read(Unread mail) {
        faults.passed(FaultPoint.HEED_BEFORE);
        try {
            heed(mail, reader.read(mail.octets()));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            // One mail's misfortune: those behind it must not wait for it for ever.
            LOG.error("Mail {} could not be dealt with and is left alone", mail.message(), e);
            letters.pass(mail, "failed: " + e.getClass().getSimpleName());
        }
        faults.passed(FaultPoint.HEED_AFTER);
    }

    private void heed(Unread mail, Letter letter) {
        switch (letter) {
            case Letter.Request request -> heed(mail, request);
            case Letter.Bounce bounce -> heed(mail, bounce);
            case Letter.Complaint(List<String> found) ->
                found.stream()
                        .flatMap(text -> MAILS.stream().flatMap(purpose -> tokens.verify(purpose, text).stream()))
                        .filter(proof -> proof.number() > 0)
                        .findFirst()
                        .ifPresentOrElse(
                                proof -> bounces.complain(mail, proof.number()),
                                () -> letters.pass(mail, "a complaint about no mail of ours"));
            case Letter.Departure(String token, String reason) ->
                tokens.verify(Purpose.UNSUBSCRIBE, token)
                        .ifPresentOrElse(
                                proof -> letters.depart(mail, proof.number(), composer),
                                () -> letters.pass(mail, reason));
            case Letter.Unheeded(String reason) -> letters.pass(mail, reason);
        }
    }

    private void heed(Unread mail, Letter.Bounce bounce) {
        if (bounce.returned().isEmpty()) {
            pass(mail, bounce, "a report that nothing has failed yet");
            return;
        }
        proof(bounce, Purpose.BOUNCE)
                .ifPresentOrElse(
                        proof -> bounces.report(
                                mail, proof.token.number(), bounce.returned().get(), bounce.words()),
                        () -> proof(bounce, Purpose.PROBE)
                                .ifPresentOrElse(
                                        proof -> bounces.reportProbe(
                                                mail,
                                                proof.token.number(),
                                                proof.text,
                                                bounce.returned().get(),
                                                bounce.words()),
                                        () -> pass(
                                                mail,
                                                bounce,
                                                proof(bounce, Purpose.ANSWER).isPresent()
                                                        ? "a report about an answer of ours"
                                                        : "a report about no mail of ours")));
    }

    /// It names somebody even so, and is theirs if its token is, however old.
    private void pass(Unread mail, Letter.Bounce bounce, String outcome) {
        bounce.tokens().stream()
                .flatMap(text -> Stream.of(Purpose.BOUNCE, Purpose.PROBE, Purpose.ANSWER)
                        .flatMap(purpose -> tokens.verify(purpose, text).stream()))
                .filter(proof -> proof.number() > 0)
                .findFirst()
                .ifPresentOrElse(
                        proof -> letters.pass(mail, proof.number(), outcome), () -> letters.pass(mail, outcome));
    }

    /// @param text as it stands in the mail's envelope
    private record Proof(Token token, String text) {}

    private Optional<Proof> proof(Letter.Bounce bounce, Purpose purpose) {
        long today = Day.of(clock.instant()).date().toEpochDay();
        return bounce.tokens().stream()
                .flatMap(text -> tokens.verify(purpose, text).map(token -> new Proof(token, text)).stream())
                .filter(proof -> {
                    long age = today - Long.parseLong(proof.token.nonce(), RADIX);
                    return age >= -1 && age <= REPORTED_WITHIN_DAYS;
                })
                .findFirst();
    }

    private void heed(Unread mail, Letter.Request request) {
        Language language = request.language().orElse(standard);
        EmailAddress from = request.from();
        switch (request.wish()) {
            case Wish.Subscribe _ -> ask(mail, from, Wanted.SUBSCRIBE, language, List.of());
            case Wish.Unsubscribe(Optional<String> token) ->
                token.flatMap(text -> tokens.verify(Purpose.UNSUBSCRIBE, text))
                        .ifPresentOrElse(
                                proof -> letters.unsubscribe(mail, proof.number(), composer),
                                () -> ask(mail, from, Wanted.UNSUBSCRIBE, language, List.of()));
            case Wish.Settings(Optional<String> token, List<String> lines) ->
                token.flatMap(text -> tokens.verify(Purpose.SETTINGS, text))
                        .ifPresentOrElse(
                                proof -> letters.settings(mail, proof.number(), lines, composer),
                                () -> ask(mail, from, Wanted.SETTINGS, language, lines));
            case Wish.Confirm(String text) -> {
                Optional<Token> proof = tokens.verify(Purpose.CONFIRM, text);
                letters.confirm(
                        mail,
                        proof.map(Token::number).orElse(0L),
                        proof.map(Token::nonce).orElse(""),
                        from,
                        language,
                        composer);
            }
            case Wish.Help _ -> letters.answer(mail, AnswerKind.HELP, from, language, composer);
        }
    }

    private void ask(Unread mail, EmailAddress from, Wanted wanted, Language language, List<String> settings) {
        letters.ask(mail, from, wanted, language, settings, nonce(), composer);
    }

    private String nonce() {
        return nonce(random);
    }

    static String nonce(RandomGenerator random) {
        return Long.toString(random.nextLong(Long.MAX_VALUE), RADIX);
    }
}
