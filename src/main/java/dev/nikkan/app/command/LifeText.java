package dev.nikkan.app.command;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.Stream;
import dev.nikkan.model.Succession;
import dev.nikkan.store.DraftLife;
import dev.nikkan.store.GroupLife;
import dev.nikkan.store.Happening;
import dev.nikkan.store.RfcLife;
import dev.nikkan.text.OneLine;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `show` for people: what it is, then a time line, one fact a line. What strangers wrote is shown without what
/// could steer a terminal.
final class LifeText {
    private final StringBuilder text = new StringBuilder();

    private LifeText() {}

    static String of(DraftLife life) {
        LifeText told = new LifeText();
        told.tell(life);
        return told.text.toString();
    }

    static String of(RfcLife life) {
        LifeText told = new LifeText();
        told.tell(life);
        return told.text.toString();
    }

    static String of(GroupLife life) {
        LifeText told = new LifeText();
        told.tell(life);
        return told.text.toString();
    }

    private void tell(DraftLife life) {
        heading(life.name().value(), life.title());
        fact("group", group(life));
        life.origins().forEach(origin -> fact("was", was(origin)));
        life.successor()
                .ifPresent(
                        next -> fact("became", next.successor() + " (" + SuccessionText.source(next.source()) + ")"));
        life.rfc().ifPresent(rfc -> fact("RFC", rfc.number().toString()));
        text.append('\n');
        print(lines(life));
    }

    private static String group(DraftLife life) {
        String stream = life.name().stream().map(LifeText::words).orElse("none, an individual draft");
        String named =
                life.name().group().map(acronym -> acronym + ", " + stream).orElse(stream);
        return named + life.announcedGroup().map(LifeText::butAnnounced).orElse("");
    }

    private static String words(Stream stream) {
        return stream.name() + " stream";
    }

    private static String butAnnounced(GroupMention mention) {
        return "; by its name, though announced as a work item of %s%s"
                .formatted(
                        mention.name(),
                        mention.acronym().map(acronym -> " (" + acronym + ")").orElse(""));
    }

    private static String was(Succession origin) {
        return origin.predecessor() + " (" + SuccessionText.source(origin.source()) + ")";
    }

    /// A day and what was on it.
    private record Line(Day day, String what, Optional<Day> edition) {}

    private static List<Line> lines(DraftLife life) {
        List<Line> lines = new ArrayList<>(posts(life));
        life.events().forEach(event -> lines.add(line(event, Optional.of(life.name()))));
        life.rfc()
                .ifPresent(rfc -> lines.add(new Line(rfc.day(), "RFC " + rfc.number() + " published", rfc.edition())));
        return lines;
    }

    private static List<Line> posts(DraftLife life) {
        List<Line> lines = new ArrayList<>();
        Map<DraftName, Day> before = new HashMap<>();
        for (DraftLife.Post post : life.posts()) {
            String name =
                    post.draft().equals(life.name()) ? "-" + post.revision() : post.draft() + "-" + post.revision();
            Day previous = before.put(post.draft(), post.day());
            lines.add(new Line(
                    post.day(),
                    previous == null ? name : name + ", " + days(previous, post.day()) + " later",
                    post.edition()));
        }
        return lines;
    }

    private static String days(Day from, Day to) {
        long days = ChronoUnit.DAYS.between(from.date(), to.date());
        return days == 1 ? "1 day" : days + " days";
    }

    /// @param ours the draft that is spoken of anyway
    private static Line line(Happening event, Optional<DraftName> ours) {
        List<String> words = new ArrayList<>();
        words.add(event.kind());
        event.draft()
                .filter(draft -> !Optional.of(draft).equals(ours))
                .ifPresentOrElse(
                        draft -> words.add(draft
                                + event.revision().map(number -> "-" + number).orElse("")),
                        () -> event.revision().ifPresent(number -> words.add("of -" + number)));
        if (event.draft().isEmpty()) {
            words.add(OneLine.of(event.title()));
        }
        event.level().or(event::detail).ifPresent(level -> words.add("(" + OneLine.of(level) + ")"));
        event.deadline().ifPresent(deadline -> words.add("until " + OneLine.of(deadline)));
        return new Line(event.day(), String.join(" ", words), event.edition());
    }

    private void print(List<Line> lines) {
        lines.stream()
                .sorted(Comparator.comparing(Line::day))
                .forEach(line -> text.append(line.day())
                        .append("  ")
                        .append(line.what())
                        .append(line.edition()
                                .map(day -> "  [digest of " + day + "]")
                                .orElse(""))
                        .append('\n'));
    }

    private void tell(RfcLife life) {
        heading("RFC " + life.number(), life.title());
        fact("authors", OneLine.of(String.join(", ", life.authors())));
        life.status().ifPresent(status -> fact("status", OneLine.of(status)));
        life.stream().ifPresent(stream -> fact("stream", OneLine.of(stream)));
        numbers("obsoletes", life.obsoletes());
        numbers("updates", life.updates());
        numbers("obsoleted by", life.obsoletedBy());
        numbers("updated by", life.updatedBy());
        life.draft().ifPresent(draft -> {
            fact("draft", draft.name().value());
            draft.origins().forEach(origin -> fact("was", was(origin)));
        });
        text.append('\n');
        List<Line> lines = new ArrayList<>(life.draft()
                .map(LifeText::lines)
                .orElseGet(() -> List.of(new Line(life.day(), "RFC " + life.number() + " published", life.edition()))));
        life.events().forEach(event -> lines.add(line(event, Optional.empty())));
        print(lines);
    }

    private void tell(GroupLife life) {
        heading(life.acronym(), Optional.empty());
        fact(
                "drafts",
                "%d, %d of them active"
                        .formatted(
                                life.drafts().size(),
                                life.drafts().stream()
                                        .filter(GroupLife.Work::active)
                                        .count()));
        fact("RFCs", Integer.toString(life.rfcs().size()));
        text.append('\n');
        life.drafts()
                .forEach(work -> text.append(work.latestDay())
                        .append("  ")
                        .append(work.draft() + "-" + work.latest())
                        .append(work.rfc().map(number -> ", now RFC " + number).orElse(""))
                        .append(work.replacedBy()
                                .map(draft -> ", replaced by " + draft)
                                .orElse(""))
                        .append(work.title()
                                .map(title -> ": " + OneLine.of(title))
                                .orElse(""))
                        .append('\n'));
        blankBefore(life.rfcs());
        life.rfcs()
                .forEach(rfc -> text.append(rfc.day())
                        .append("  RFC ")
                        .append(rfc.number())
                        .append(rfc.title()
                                .map(title -> ": " + OneLine.of(title))
                                .orElse(""))
                        .append('\n'));
        blankBefore(life.events());
        print(life.events().stream().map(event -> line(event, Optional.empty())).toList());
    }

    private void blankBefore(List<?> lines) {
        if (!lines.isEmpty()) {
            text.append('\n');
        }
    }

    private void heading(String name, Optional<String> title) {
        text.append(name)
                .append(title.map(words -> ": " + OneLine.of(words)).orElse(""))
                .append('\n');
    }

    private void numbers(String name, List<RfcNumber> numbers) {
        if (!numbers.isEmpty()) {
            fact(name, numbers.stream().map(RfcNumber::toString).collect(Collectors.joining(", ")));
        }
    }

    private void fact(String name, String value) {
        text.append("%-12s %s%n".formatted(name, OneLine.of(value)).replace("\r\n", "\n"));
    }
}
