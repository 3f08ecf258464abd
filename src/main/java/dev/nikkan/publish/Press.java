package dev.nikkan.publish;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.render.MailBody;
import dev.nikkan.render.MailHeader;
import dev.nikkan.render.Renderer;
import dev.nikkan.store.Editions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Makes an edition's mails: the digest of its content, divided once, in every language.
public final class Press implements Editions.Composer {
    private final Renderer renderer;
    private final MailHeader header;
    private final Optional<SignalFinder> finder;
    private final int partSize;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param finder of what the overview says; without one there is none
    /// @param random makes Message-IDs that tell nobody whose mail it is
    public Press(
            Renderer renderer,
            MailHeader header,
            Optional<SignalFinder> finder,
            int partSize,
            InstantSource clock,
            RandomGenerator random) {
        this.renderer = renderer;
        this.finder = finder;
        this.header = header;
        this.partSize = partSize;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public List<Editions.Body> compose(DayInHistory day) {
        List<Editions.Body> bodies = new ArrayList<>();
        for (DigestPart part : renderer.divide(digest(day), partSize).parts()) {
            for (Language language : Language.values()) {
                MailBody mail = renderer.mail(part, language);
                bodies.add(new Editions.Body(part.number(), language, mail.subject(), mail.octets()));
            }
        }
        return bodies;
    }

    private Digest digest(DayInHistory day) {
        return finder.map(signals -> Digest.of(day, signals)).orElseGet(() -> Digest.of(day));
    }

    @Override
    public List<Editions.Header> headers(Day day, List<Editions.Heading> headings, Subscriber subscriber) {
        String opaque = HexFormat.of().toHexDigits(random.nextLong());
        String opening = header.messageId(day, opaque + "-1");
        return headings.stream()
                .map(heading -> {
                    String messageId = header.messageId(day, opaque + "-" + heading.part());
                    return new Editions.Header(
                            messageId,
                            header.of(
                                    subscriber.address(),
                                    heading.subject(),
                                    messageId,
                                    Optional.of(opening).filter(_ -> heading.part() > 1),
                                    clock.instant()));
                })
                .toList();
    }
}
