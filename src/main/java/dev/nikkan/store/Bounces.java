package dev.nikkan.store;

import dev.nikkan.model.AnswerKind;
import dev.nikkan.model.Attempt;
import dev.nikkan.model.Authority;
import dev.nikkan.model.Authority.Who;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.PlannedAnswer;
import dev.nikkan.model.Returned;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.SubscriberState;
import dev.nikkan.model.Subscription;
import dev.nikkan.store.Letters.Unread;
import dev.nikkan.store.Suppressions.Cause;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mails that came back, and what follows: three days with a hard bounce or seven with a soft one within two weeks
/// pause a subscription; one mail then looks whether the address works. Does that come back too, the
/// subscription ends; does it not within three days, it goes on. Where we were refused ourselves nobody is
/// blamed, and many such in a day stop the sending. Thread-safe.
public final class Bounces {
    private static final int HARD_DAYS = 3;
    private static final int SOFT_DAYS = 7;
    private static final Duration WINDOW = Duration.ofDays(14);
    private static final Duration PROBED = Duration.ofDays(3);
    /// So many people's mail in one day refused for our sake is no accident, if it is one in so many: the filter of
    /// one company, or whoever confirmed ten addresses to harm us, must not keep everybody's mail back.
    private static final int OURS_A_DAY = 10;

    private static final int OURS_ONE_IN = 20;

    private static final int WORDS = 300;
    private static final Pattern REPLY =
            Pattern.compile("[45]\\d\\d(?: ([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?.*", Pattern.DOTALL);
    /// About the address or the mailbox (RFC 3463 §3.2, §3.3), and not about a server on the way.
    private static final Pattern PUT_OFF_FOR_THE_MAILBOX =
            Pattern.compile("4\\d\\d 4\\.[12]\\.\\d{1,3}\\b.*", Pattern.DOTALL);

    private final Store store;
    private final InstantSource clock;
    private final SuppressionFile suppressed;

    public Bounces(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.suppressed = new SuppressionFile(store.file());
    }

    /// @param kind hard, soft or ours
    /// @param report the report's mail; empty: refused in the SMTP dialogue
    public record Bounce(Day day, String kind, String words, Optional<Long> report) {}

    /// What came back from a subscriber, oldest first.
    public List<Bounce> of(Subscriber subscriber) {
        return store.read(session -> session.query(
                        "SELECT day, kind, words, message FROM bounce WHERE subscriber = ? ORDER BY id",
                        subscriber.id())
                .list(row -> new Bounce(
                        row.day("day"), row.text("kind"), row.text("words"), row.optionalNumber("message"))));
    }

    /// Counts a report about a digest; its token is verified.
    public void report(Unread letter, long subscriber, Returned returned, String words) {
        Instant now = clock.instant();
        store.write(session -> {
            boolean known = new SubscriberRows(session, now).find(subscriber).isPresent();
            if (known) {
                count(session, subscriber, returned, words, Optional.of(letter.message()), now);
            }
            return new LetterQueue(session)
                    .close(
                            letter,
                            subscriber,
                            known ? "a bounce (" + returned.text() + ")" : "a bounce of nobody",
                            now);
        });
    }

    /// Takes note that a mail that looks whether an address works came back. A report may be days late, and another
    /// such mail be on its way: it is about the one whose token it bears.
    ///
    /// @param token verified, as it stands in the mail's return path
    public void reportProbe(Unread letter, long subscriber, String token, Returned returned, String words) {
        Instant now = clock.instant();
        store.write(session -> {
            boolean known = new SubscriberRows(session, now).find(subscriber).isPresent();
            if (known) {
                count(session, subscriber, returned, words, Optional.of(letter.message()), now);
                session.query("""
                        UPDATE answer SET state = 'failed', next_attempt_at = NULL, reply = ?, verdict = ?
                        WHERE subscriber = ? AND kind = 'probe' AND sender LIKE '%+' || ? || '@%'""", words, returned.text(), subscriber, token).update();
            }
            return new LetterQueue(session)
                    .close(letter, subscriber, "a bounce of a probe (" + returned.text() + ")", now);
        });
    }

    /// Ends the subscription of who called our mail spam; its token is verified.
    public void complain(Unread letter, long subscriber) {
        Instant now = clock.instant();
        store.write(session -> {
            SubscriberRows rows = new SubscriberRows(session, now);
            Optional<Subscription> known = rows.find(subscriber);
            if (known.isPresent() && known.get().state() != SubscriberState.SUPPRESSED) {
                new Suppressions(session, suppressed, now)
                        .add(known.get().subscriber().address(), Cause.COMPLAINED);
                rows.become(
                        known.get(),
                        SubscriberState.SUPPRESSED,
                        new Authority(Who.COMPLAINT, "mail " + letter.message()));
            }
            return new LetterQueue(session).close(letter, subscriber, "a complaint", now);
        });
    }

    /// Counts a refusal in the SMTP dialogue; a deferral only once the mail is given up.
    static void count(Session session, long delivery, Attempt attempt, boolean ended, Instant now) throws SQLException {
        boolean about = switch (attempt) {
            case Attempt.Refused refused -> !refused.ours();
            case Attempt.Deferred deferred -> ended && !deferred.ours() && isAboutTheRecipient(deferred.reply());
            case Attempt.Accepted _, Attempt.Unknown _ -> false;
        };
        Returned returned = returned(attempt.reply());
        if (about && returned != Returned.OURS) {
            long subscriber = session.query("SELECT subscriber FROM delivery WHERE id = ?", delivery)
                    .one(row -> row.number("subscriber"));
            count(session, subscriber, returned, attempt.reply(), Optional.empty(), now);
        }
    }

    /// What the end of a mail's last try says about its address; empty: nothing. What was accepted may still come
    /// back, what never left says nothing, and that a server put us off for a day says nothing about the mailbox
    /// behind it either, unless it says so.
    static Optional<Returned> verdict(Attempt attempt, boolean ended) {
        return switch (attempt) {
            case Attempt.Refused refused -> Optional.of(refused.ours() ? Returned.OURS : returned(refused.reply()));
            case Attempt.Deferred deferred ->
                Optional.of(deferred.reply())
                        .filter(reply ->
                                ended && PUT_OFF_FOR_THE_MAILBOX.matcher(reply).matches())
                        .map(Bounces::returned);
            case Attempt.Accepted _, Attempt.Unknown _ -> Optional.empty();
        };
    }

    /// 421 says that the server closes; a lost connection says nothing about anybody.
    private static boolean isAboutTheRecipient(String reply) {
        return reply.startsWith("4") && REPLY.matcher(reply).matches() && !reply.startsWith("421");
    }

    private static Returned returned(String reply) {
        Matcher matcher = REPLY.matcher(reply);
        return Returned.of(matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty(), reply);
    }

    private static void count(
            Session session, long subscriber, Returned returned, String words, Optional<Long> report, Instant now)
            throws SQLException {
        if (SubscriberRows.isForgotten(session, subscriber)) {
            return;
        }
        session.query(
                        "INSERT INTO bounce (subscriber, day, at, kind, words, message) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        subscriber,
                        Day.of(now),
                        now,
                        returned.text(),
                        words.length() > WORDS ? words.substring(0, WORDS) : words,
                        report)
                .update();
    }

    // ---- what follows

    /// Pauses, probes, ends and takes up again what is to be.
    ///
    /// @param nonce makes an unpredictable one
    /// @return how many subscriptions have changed
    public int judge(Letters.Composer composer, Supplier<String> nonce) {
        Instant now = clock.instant();
        List<Long> paused = toPause(now);
        List<Probed> probed = probed();
        boolean tooMany = store.readSnapshot(session -> tooManyOurs(session, refusedOurselves(session, now)));
        if (paused.isEmpty() && probed.isEmpty() && !tooMany) {
            return 0;
        }
        return store.write(session -> {
            int ours = refusedOurselves(session, now);
            if (tooManyOurs(session, ours) && Instance.held(session, now).isEmpty()) {
                Instance.hold(
                        session,
                        "the mails of " + ours
                                + " subscribers came back today for a reason that is ours to mend; see v_bounce");
            }
            int changed = 0;
            for (long subscriber : paused) {
                changed += pause(session, subscriber, composer, nonce.get(), now);
            }
            for (Probed one : probed) {
                changed += decide(session, one, now);
            }
            return changed;
        });
    }

    private List<Long> toPause(Instant now) {
        return store.read(session -> session.query("""
                SELECT b.subscriber AS subscriber FROM bounce b JOIN subscriber s ON s.id = b.subscriber
                WHERE b.day > ? AND s.state = 'active' AND b.at >= coalesce(s.bounces_since, '')
                GROUP BY b.subscriber HAVING sum(b.kind = 'hard') >= ? OR sum(b.kind = 'soft') >= ?""", Day.of(now.minus(WINDOW)), HARD_DAYS, SOFT_DAYS)
                .list(row -> row.number("subscriber")));
    }

    /// How many subscribers' mails came back today for our sake. The operator knows of those before a release.
    private static int refusedOurselves(Session session, Instant now) throws SQLException {
        return session.query(
                        "SELECT count(*) AS n FROM bounce WHERE day = ? AND kind = 'ours' AND at > ?",
                        Day.of(now),
                        Instance.releasedAt(session).orElse(Instant.EPOCH))
                .one(row -> row.integer("n"));
    }

    private static boolean tooManyOurs(Session session, int ours) throws SQLException {
        return ours >= OURS_A_DAY
                && ours * OURS_ONE_IN
                        >= session.query("SELECT count(*) AS n FROM subscriber WHERE state = 'active'")
                                .one(row -> row.integer("n"));
    }

    private int pause(Session session, long subscriber, Letters.Composer composer, String nonce, Instant now)
            throws SQLException {
        SubscriberRows rows = new SubscriberRows(session, now);
        Optional<Subscription> known = rows.find(subscriber).filter(found -> found.state() == SubscriberState.ACTIVE);
        if (known.isEmpty()) {
            return 0;
        }
        rows.become(known.get(), SubscriberState.PAUSED, new Authority(Who.BOUNCE, "bounces of several days"));
        EmailAddress to = known.get().subscriber().address();
        Language language = known.get().subscriber().language();
        long request = session.insert(
                "INSERT INTO request (address, wish, language, settings, nonce, asked_at) VALUES (?, 'subscribe', ?, '', ?, ?)",
                to.value(),
                language.tag(),
                nonce,
                now);
        PlannedAnswer probe = new PlannedAnswer(AnswerKind.PROBE, to, language, request, subscriber, nonce, List.of());
        Answers.plan(session, now, Optional.empty(), known, probe, composer);
        return 1;
    }

    /// @param verdict what came back says about the address, if anything did
    /// @param sentAt also where the server may or may not have taken it: what is to come back has had the time
    private record Probed(long subscriber, Optional<String> verdict, Optional<Instant> sentAt) {}

    /// The paused, with what became of their last probe.
    private List<Probed> probed() {
        return store.read(session -> session.query("""
                SELECT s.id AS id, a.verdict AS verdict,
                       coalesce(a.sent_at, iif(a.state = 'unsure', a.planned_at, NULL)) AS sent_at
                FROM subscriber s JOIN answer a
                  ON a.id = (SELECT max(n.id) FROM answer n WHERE n.address = s.address AND n.kind = 'probe')
                WHERE s.state = 'paused' AND a.state IN ('sent', 'failed', 'unsure')""")
                .list(row ->
                        new Probed(row.number("id"), row.optionalText("verdict"), row.optionalInstant("sent_at"))));
    }

    private int decide(Session session, Probed probed, Instant now) throws SQLException {
        SubscriberRows rows = new SubscriberRows(session, now);
        Optional<Subscription> known =
                rows.find(probed.subscriber).filter(found -> found.state() == SubscriberState.PAUSED);
        if (known.isEmpty()) {
            return 0;
        }
        boolean about = probed.verdict
                .filter(said -> !said.equals(Returned.OURS.text()))
                .isPresent();
        if (about) {
            new Suppressions(session, suppressed, now)
                    .add(known.get().subscriber().address(), Cause.BOUNCED);
            rows.become(known.get(), SubscriberState.OFF, new Authority(Who.BOUNCE, "the probe came back"));
            return 1;
        }
        // Refused for our sake or never sent, it says nothing: the subscriber gets the benefit.
        boolean blameless = probed.verdict.isPresent() || probed.sentAt.isEmpty();
        if (blameless || !probed.sentAt.get().plus(PROBED).isAfter(now)) {
            rows.resume(
                    known.get(),
                    new Authority(
                            Who.DAEMON,
                            blameless ? "the probe says nothing about the address" : "the probe did not come back"));
            return 1;
        }
        return 0;
    }
}
