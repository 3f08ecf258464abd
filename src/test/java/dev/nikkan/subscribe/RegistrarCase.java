package dev.nikkan.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.app.config.KnownFilterNames;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.Examples;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.model.Delivery;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.MailboxUid;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Origin;
import dev.nikkan.model.Tokens;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.store.Answers;
import dev.nikkan.store.Bounces;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.Letters;
import dev.nikkan.store.TokenKeys;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A registrar beside a store, and short ways to write to it and to see what it did.
abstract class RegistrarCase {
    static final EmailAddress ANN = new EmailAddress("ann@example.com");

    static final MailIdentity IDENTITY = new MailIdentity(
            Optional.of("Nikkan"),
            new EmailAddress("news@example.org"),
            Optional.of("nikkan.example.org"),
            Optional.of(new EmailAddress("digest@example.org")),
            Optional.of(new EmailAddress("bounces@example.org")),
            Optional.empty(),
            Optional.empty());

    static final Pattern TOKEN = Pattern.compile("\\((?:confirm|settings) ([0-9a-z-]+)\\)");

    @TempDir
    private Path folder;

    StoreHouse house;
    Tokens tokens;
    Answers answers;
    Registrar registrar;
    Intake intake;
    long uid;

    @BeforeEach
    void open() {
        house = new StoreHouse(folder);
        Random random = new Random(1);
        tokens = new Tokens(TokenKeys.beside(house.file, random), IDENTITY.domain());
        answers = new Answers(house.store);
        registrar = registrar(random);
        intake = new Intake(
                house.mails,
                TrustSettings.DEFAULT,
                Optional.of(new MailingList("nikkan.example.org")),
                FaultPoints.INERT);
    }

    Registrar registrar(Random random) {
        return new Registrar(
                new Letters(house.store, house.mails, house.clock, new KnownFilterNames(Themes.builtIn())),
                new Bounces(house.store, house.clock),
                tokens,
                new Registrar.Settings(IDENTITY, new EmailAddress("digest@example.org"), Language.EN),
                house.clock,
                random,
                FaultPoints.INERT);
    }

    @AfterEach
    void close() {
        house.close();
    }

    void arrives(String mail) {
        uid++;
        intake.accept(List.of(new Incoming(
                Examples.octets(mail.replace("\n", "\r\n")),
                Optional.of(new MailboxUid(StoreHouse.INBOX, uid)),
                Origin.MAILBOX,
                Optional.of(house.clock.instant()))));
    }

    void writes(EmailAddress from, String subject, String text) {
        arrives("From: " + from + "\nTo: digest@example.org\nMessage-ID: <" + uid + "@example.com>\nSubject: " + subject
                + "\n\n" + text + "\n");
    }

    void look() {
        while (registrar.look()) {
            // until nothing is left to do
        }
    }

    List<String> planned() {
        return house.query("SELECT kind || ' ' || address FROM answer ORDER BY id");
    }

    String lastSubject() {
        String mail = new String(
                answers.due(100, house.clock.instant()).getLast().header().array(), StandardCharsets.UTF_8);
        Matcher subject = Pattern.compile("(?m)^Subject: (.*(?:\\r\\n .*)*)").matcher(mail);
        assertThat(subject.find()).isTrue();
        return decoded(subject.group(1).replace("\r\n", ""));
    }

    static String decoded(String subject) {
        try {
            return MimeUtility.decodeText(subject);
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    List<String> states() {
        return house.query("SELECT address || ' ' || state FROM subscriber ORDER BY id");
    }

    // ---- what comes back

    void bounces(String token, String status) {
        arrives(report(token, status));
        look();
    }

    String report(String token, String status) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.com
                To: bounces+%s@example.org
                Message-ID: <%d@mx.example.com>
                Subject: Undelivered
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; ann@example.com
                Action: failed
                Status: %s

                --b--
                """.formatted(token, uid, status);
    }

    static String complaint(String token) {
        return """
                From: feedback@provider.example
                To: digest@example.org
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Original-Mail-From: <bounces+%s@example.org>

                --b--
                """.formatted(token);
    }

    String bounceToken(long subscriber) {
        long day = house.clock.instant().getEpochSecond() / 86_400;
        return tokens.sign(new Token(Purpose.BOUNCE, subscriber, Long.toString(day, 36)));
    }

    long subscribed() {
        house.subscribers.add(ANN, Language.EN);
        return house.subscribers.list().getFirst().id();
    }

    Delivery probe() {
        Delivery probe = answers.due(10, house.clock.instant()).getLast();
        answers.begin(List.of(probe), house.clock.instant());
        return probe;
    }
}
