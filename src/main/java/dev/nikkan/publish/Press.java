package dev.nikkan.publish;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.Division;
import dev.nikkan.digest.Selection;
import dev.nikkan.digest.Selector;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.model.Tokens;
import dev.nikkan.model.Tokens.Purpose;
import dev.nikkan.model.Tokens.Token;
import dev.nikkan.model.Variant;
import dev.nikkan.render.MailBody;
import dev.nikkan.render.MailHeader;
import dev.nikkan.render.Renderer;
import dev.nikkan.store.Editions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes an edition's mails: the digest of its content, divided once, in every language.
public final class Press implements Editions.Composer {
    private final Renderer renderer;
    private final MailHeader header;
    private final SignalFinder finder;
    private final Themes themes;
    private final DigestSettings settings;
    private final SummaryShelf summaries;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Optional<Personal> personal;

    /// What makes a mail one subscriber's own.
    ///
    /// @param bounces whose local part takes the token of a bounce; empty: bounces go to the sender of the
    ///     configuration
    public record Personal(Tokens tokens, Optional<EmailAddress> bounces) {}

    /// @param finder of what the overview and a quiet day say
    /// @param themes that filters name
    /// @param summaries what models wrote
    /// @param random makes Message-IDs that tell nobody whose mail it is
    /// @param personal without it, whoever leaves has to confirm
    public Press(
            Renderer renderer,
            MailHeader header,
            SignalFinder finder,
            Themes themes,
            DigestSettings settings,
            SummaryShelf summaries,
            InstantSource clock,
            RandomGenerator random,
            Optional<Personal> personal) {
        this.personal = personal;
        this.renderer = renderer;
        this.finder = finder;
        this.summaries = summaries;
        this.header = header;
        this.themes = themes;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public List<Editions.Body> compose(DayInHistory day, List<Variant> variants, Editions.Lineage lineage) {
        Digest digest = digest(day, finder, settings, summaries);
        Division parts = renderer.divide(digest, settings.partSize());
        Division whole = renderer.divide(digest, 0);
        boolean quiet =
                digest.quiet() && digest.events().isEmpty() && digest.late().count() == 0;
        List<Editions.Body> bodies = new ArrayList<>();
        for (Variant variant : variants) {
            if (variant.filter().everything()) {
                for (DigestPart part : (variant.oneMail() ? whole : parts).parts()) {
                    bodies.add(body(part, variant, Optional.empty(), quiet));
                }
            }
        }
        List<Variant> filtered = variants.stream()
                .filter(variant -> !variant.filter().everything())
                .toList();
        if (!filtered.isEmpty()) {
            Selector selector = new Selector(digest, themes);
            for (Variant variant : filtered) {
                Selection selection = selector.select(
                        variant.filter().following(lineage::names),
                        variant.filter().toString());
                bodies.add(body(whole.parts().getFirst(), variant, Optional.of(selection), selection.matches() == 0));
            }
        }
        return bodies;
    }

    private Editions.Body body(DigestPart part, Variant variant, Optional<Selection> selection, boolean quiet) {
        MailBody mail = variant.textOnly()
                ? renderer.textMail(part, variant.language(), selection)
                : renderer.mail(part, variant.language(), selection);
        return new Editions.Body(part.number(), variant, quiet, mail.subject(), mail.octets());
    }

    @Override
    public Map<Language, String> closingNotes(Day day) {
        return new ClosingNotes(settings.closingNotes()).of(day);
    }

    /// What is said of a day. As long as it has no edition, the operator's words are those that stand there now.
    public static Digest digest(
            DayInHistory day, SignalFinder finder, DigestSettings settings, SummaryShelf summaries) {
        DayInHistory whole = day.frame().cut()
                ? day
                : day.withClosing(new ClosingNotes(settings.closingNotes())
                        .of(day.content().day()));
        Digest plain = settings.overview() ? Digest.of(whole, finder) : Digest.withoutOverview(whole, finder);
        return summaries.addTo(plain, whole);
    }

    @Override
    public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
        // A test copy has no subscriber who could leave.
        Optional<Personal> own = personal.filter(_ -> subscriber.id() > 0);
        Optional<String> leave = own.map(it -> it.tokens().sign(new Token(Purpose.UNSUBSCRIBE, subscriber.id(), "0")));
        Optional<EmailAddress> sender = own.flatMap(it -> sender(it, day, subscriber));
        String opaque = HexFormat.of().toHexDigits(random.nextLong());
        String opening = header.messageId(day, opaque + "-1");
        return headings.stream()
                .map(heading -> {
                    String messageId = header.messageId(day, opaque + "-" + heading.part());
                    return new Editions.Header(
                            messageId,
                            sender,
                            header.of(
                                    subscriber.address(),
                                    heading.subject(),
                                    messageId,
                                    Optional.of(opening).filter(_ -> heading.part() > 1),
                                    clock.instant(),
                                    leave));
                })
                .toList();
    }

    /// A variable envelope return path: it tells whose mail came back, and of which day it was.
    private static Optional<EmailAddress> sender(Personal personal, Day day, Subscriber subscriber) {
        String nonce = Long.toString(day.date().toEpochDay(), 36);
        return personal.bounces()
                .map(base ->
                        base.withDetail(personal.tokens().sign(new Token(Purpose.BOUNCE, subscriber.id(), nonce))));
    }
}
