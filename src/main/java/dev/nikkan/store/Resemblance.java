package dev.nikkan.store;

import dev.nikkan.model.DraftName;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How much a draft looks as if another one went on under its name, and what speaks for it.
///
/// @param score from 0 to 1, in thousandths
/// @param evidence for people: `title 1.00, name 1.00, authors 4 of 4, 72 days later`
record Resemblance(double score, String evidence) {
    /// A predecessor stops when its successor starts; a revision that was in the works may still come.
    static final int DAYS_OF_OVERLAP = 30;
    /// An expired draft that nobody took up for three years is another story.
    static final int DAYS_OF_SILENCE = 1100;

    private static final double WEIGHT_OF_TITLE = 0.40;
    private static final double WEIGHT_OF_NAME = 0.35;
    private static final double WEIGHT_OF_AUTHORS = 0.25;
    private static final double WEIGHT_OF_SILENCE = 0.04;
    private static final double PRICE_OF_ANOTHER_KIND = 0.35;
    private static final double SAME = 0.95;

    private static final double ENOUGH_FOR_ADOPTION = 0.60;
    private static final double ENOUGH_FOR_ANOTHER_NAME = 0.70;

    private static final Pattern REVISED = Pattern.compile("(?<=\\d)-bis(?![a-z])");
    private static final Pattern STREAM = Pattern.compile("draft-(ietf|irtf|iab)-.*");

    /// Empty where the one cannot have become the other, or does not look like it.
    static Optional<Resemblance> of(DraftSketch predecessor, DraftSketch successor) {
        if (!possible(predecessor, successor)) {
            return Optional.empty();
        }
        long days = silence(predecessor, successor);
        String group = successor.name().group().orElse("");
        double title =
                predecessor.closing().title().likeness(successor.opening().title(), group);
        double name = name(predecessor.name(), successor.name(), group);
        if (WEIGHT_OF_TITLE * title + WEIGHT_OF_NAME * name + WEIGHT_OF_AUTHORS < ENOUGH_FOR_ADOPTION) {
            return Optional.empty();
        }
        int known = Math.min(
                predecessor.closing().authors().size(),
                successor.opening().authors().size());
        int common = common(predecessor, successor);
        boolean same = title >= SAME && name >= SAME;
        if (common == 0 && !same) {
            return Optional.empty();
        }
        double authors = known == 0 ? 0 : (double) common / known;
        double score = WEIGHT_OF_TITLE * title
                + WEIGHT_OF_NAME * name
                + WEIGHT_OF_AUTHORS * authors
                - WEIGHT_OF_SILENCE * Math.max(0, days) / DAYS_OF_SILENCE
                - PRICE_OF_ANOTHER_KIND * differingKinds(predecessor, successor);
        return score < enough(predecessor.name(), successor.name())
                ? Optional.empty()
                : Optional.of(new Resemblance(
                        Math.round(Math.min(1, score) * 1000) / 1000.0,
                        String.format(
                                Locale.ROOT,
                                "title %.2f, name %.2f, authors %d of %d, %s",
                                title,
                                name,
                                common,
                                known,
                                days < 0 ? -days + " days of overlap" : days + " days later")));
    }

    private static boolean possible(DraftSketch predecessor, DraftSketch successor) {
        boolean intoAGroup = STREAM.matcher(successor.name().value()).matches();
        boolean outOfAGroup = STREAM.matcher(predecessor.name().value()).matches();
        long days = silence(predecessor, successor);
        return successor.fromTheStart()
                && !predecessor.published()
                // Strictly: what is inferred runs forward in time and so never in a circle.
                && successor.first().isAfter(predecessor.first())
                && days >= -DAYS_OF_OVERLAP
                && days <= DAYS_OF_SILENCE
                && (intoAGroup || !outOfAGroup)
                // A bis revises the RFC; the draft that once became that RFC has ended with it.
                && TopicWords.revisedRfcs(predecessor.name().value())
                        .equals(TopicWords.revisedRfcs(successor.name().value()));
    }

    private static long silence(DraftSketch predecessor, DraftSketch successor) {
        return ChronoUnit.DAYS.between(
                predecessor.last().date(), successor.first().date());
    }

    private static double enough(DraftName predecessor, DraftName successor) {
        boolean adoption = STREAM.matcher(successor.value()).matches()
                && !STREAM.matcher(predecessor.value()).matches();
        return adoption ? ENOUGH_FOR_ADOPTION : ENOUGH_FOR_ANOTHER_NAME;
    }

    /// An individual draft's name may begin with the group that it was meant for at first: then the better of the
    /// name with and without that word counts.
    private static double name(DraftName predecessor, DraftName successor, String group) {
        List<String> ours = parts(predecessor);
        List<String> theirs = parts(successor);
        double whole = likeness(ours, theirs, group);
        if (group.isEmpty()) {
            return Math.max(whole, SAME * likeness(rest(ours), rest(theirs), group));
        }
        return ours.size() < 3 ? whole : Math.max(whole, SAME * likeness(rest(ours), theirs, group));
    }

    private static double likeness(List<String> ours, List<String> theirs, String group) {
        return TopicWords.ofName(ours, group).likeness(TopicWords.ofName(theirs, group), group);
    }

    private static List<String> rest(List<String> parts) {
        return parts.size() < 2 ? parts : parts.subList(1, parts.size());
    }

    /// What of a name says what the draft is about, without `draft-AUTHOR-` or `draft-ietf-GROUP-`. The number
    /// of a revised RFC is one word, `8446bis`.
    private static List<String> parts(DraftName name) {
        String plain = REVISED.matcher(name.value()).replaceAll("bis");
        List<String> parts = Arrays.stream(plain.split("-", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        int from = Math.min(name.group().isPresent() ? 3 : 2, parts.size() - 1);
        return parts.subList(from, parts.size());
    }

    private static int common(DraftSketch predecessor, DraftSketch successor) {
        return (int) predecessor.closing().authors().stream()
                .filter(author -> successor.opening().authors().stream().anyMatch(author::is))
                .count();
    }

    /// 1 where the one is a family's framework and the other its YANG module; 0 where they are of one kind.
    private static int differingKinds(DraftSketch predecessor, DraftSketch successor) {
        Set<String> ours = kinds(predecessor.closing(), predecessor.name());
        Set<String> theirs = kinds(successor.opening(), successor.name());
        return ours.equals(theirs) ? 0 : 1;
    }

    private static Set<String> kinds(DraftSketch.Face face, DraftName name) {
        Set<String> kinds = new HashSet<>(face.title().kinds());
        kinds.addAll(TopicWords.ofName(parts(name), "").kinds());
        return kinds;
    }
}
