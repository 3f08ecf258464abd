package dev.nikkan.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.model.Choice;
import dev.nikkan.model.Day;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Language;
import dev.nikkan.model.Subscriber;
import dev.nikkan.render.MailHeader;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.Renderer;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Editions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PressTest {
    private static final EmailAddress FROM = new EmailAddress("digest@example.org");
    private static final Subscriber ANN =
            new Subscriber(1, new EmailAddress("ann@example.org"), Choice.of(Language.EN));
    private static final Subscriber BOB =
            new Subscriber(2, new EmailAddress("bob@example.org"), Choice.of(Language.EN));
    private static final Pattern REFERENCES = Pattern.compile("\r\nReferences: <(.*)>\r\n");

    private final Press press = new Press(
            new Renderer(Templates.builtIn(), Optional.empty()),
            new MailHeader(new MailIdentity(
                    Optional.empty(),
                    FROM,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())),
            new SignalFinder(SignalSettings.builtIn()),
            Themes.builtIn(),
            DigestSettings.DEFAULT,
            SummaryShelf.EMPTY,
            () -> Instant.EPOCH,
            new Random(1),
            Optional.empty());

    @Test
    void the_parts_of_a_day_are_one_thread_that_begins_with_the_first() {
        List<Editions.Header> parts = headers("2026-11-22", ANN, 3);

        assertThat(parts).extracting(Editions.Header::messageId).doesNotHaveDuplicates();
        assertThat(parts.stream().map(PressTest::references))
                .containsExactly(
                        Optional.empty(),
                        Optional.of(parts.getFirst().messageId()),
                        Optional.of(parts.getFirst().messageId()));
    }

    @Test
    void neither_days_nor_subscribers_share_a_thread() {
        assertThat(List.of(
                        headers("2026-11-21", ANN, 2).get(1),
                        headers("2026-11-22", ANN, 2).get(1),
                        headers("2026-11-22", BOB, 2).get(1)))
                .extracting(PressTest::references)
                .doesNotHaveDuplicates();
    }

    private List<Editions.Header> headers(String day, Subscriber subscriber, int parts) {
        List<Editions.Heading> headings = IntStream.rangeClosed(1, parts)
                .mapToObj(part -> new Editions.Heading(part, "part " + part))
                .toList();
        return press.headers(Day.parse(day), headings, subscriber);
    }

    private static Optional<String> references(Editions.Header header) {
        String text = new String(header.octets().array(), StandardCharsets.US_ASCII);
        return REFERENCES.matcher(text).results().findFirst().map(found -> found.group(1));
    }
}
