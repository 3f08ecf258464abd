package dev.nikkan.app.command;

import dev.nikkan.digest.signal.Evidence;
import dev.nikkan.digest.signal.Hit;
import dev.nikkan.digest.signal.Overview;
import dev.nikkan.digest.signal.Signal;
import dev.nikkan.model.Language;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `explain` for people: a signal a line, or one signal and a row a line.
final class ExplainText {
    private final Language language;
    private final StringBuilder text = new StringBuilder();

    private ExplainText(Language language) {
        this.language = language;
    }

    static String list(List<Signal> signals, Language language) {
        ExplainText text = new ExplainText(language);
        int width =
                signals.stream().mapToInt(signal -> signal.id().length()).max().orElse(0);
        signals.forEach(signal ->
                text.line(("%-" + width + "s  %s").formatted(signal.id(), Overview.sentence(signal, language))));
        return text.text.toString();
    }

    static String rows(Signal signal, Language language) {
        ExplainText text = new ExplainText(language);
        text.line("%s  %s".formatted(signal.id(), Overview.sentence(signal, language)));
        signal.rows().forEach(text::row);
        return text.text.toString();
    }

    private void row(Evidence evidence) {
        switch (evidence) {
            case Evidence.OfDraft row -> row(row.day().toString(), row.draft().toString(), row.title(), row.hit());
            case Evidence.OfRfc row -> row(row.day().toString(), "RFC " + row.rfc(), row.title(), row.hit());
            case Evidence.OfDay row -> line("%s  %d".formatted(row.day(), row.posts()));
            case Evidence.OfMail row -> line("%s  %s  %d".formatted(row.day(), row.list(), row.mails()));
            case Evidence.OfReading row ->
                line("%s  read to its end: %s"
                        .formatted(
                                row.reading().source(),
                                row.reading().readAt().map(Instant::toString).orElse("never")));
            case Evidence.OfMeeting row ->
                line("%s  IETF %d  %s, until %s, cut-off %s"
                        .formatted(
                                row.day(),
                                row.meeting().number(),
                                row.meeting().place().in(language),
                                row.meeting().last(),
                                row.meeting().cutOff()));
        }
    }

    private void row(String day, String name, Optional<String> title, Optional<Hit> hit) {
        String shown = title.map(words -> "  " + words).orElse("");
        String reason = hit.map(why -> "  [%s: %s]".formatted(why.place().name().toLowerCase(Locale.ROOT), why.words()))
                .orElse("");
        line("%s  %s%s%s".formatted(day, name, shown, reason));
    }

    /// Titles come from mails: they must not steer the terminal.
    private void line(String line) {
        text.append(line.replaceAll("[\\p{Cc}\\p{Cf}]", " ")).append('\n');
    }
}
