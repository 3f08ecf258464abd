package dev.nikkan.parse;

import dev.nikkan.model.CharterAction;
import dev.nikkan.model.CharterAction.Outcome;
import dev.nikkan.model.CharterReview;
import dev.nikkan.model.CharterReview.Stage;
import dev.nikkan.model.Event;
import dev.nikkan.model.GroupMention;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Charters of working and research groups, under review and decided: `WG Review: Name (acronym)`, `WG Action: Formed
/// Name (acronym)`, and the wordings before 2012.
final class CharterReader {
    private static final Pattern SUBJECT =
            Pattern.compile(".{0,40}?\\b(WG|RG|AG|RAG|BOF) (Review|Action): ?(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERB = Pattern.compile(
            "(?:Formed |Rechartered |Re-?charter(?:ing)?(?: of|:)? ?|Conclusion of |Concluded |Closing of |Closed )(?:the )?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED =
            Pattern.compile("(.{1,200}) ?\\(([a-z0-9-]{1,30})\\).{0,80}", Pattern.CASE_INSENSITIVE);
    private static final Pattern AREA = Pattern.compile(" in the ([^.,;:()]{1,60}? Area)\\b");
    private static final String TYPE = "(?:WG|RG|AG|RAG|BOF|Working Group|Research Group)\\b";
    private static final String NAME = "[^()]{1,150} \\([a-z0-9-]{1,30}\\) " + TYPE;
    private static final String PLACE = "(?: in the [^.,;:()]{1,60}?)?(?: of the I[ER]TF)?";
    private static final Pattern IN_TEXT = Pattern.compile(
            "The (?:charter of the )?([^()]{1,150}) \\(([a-z0-9-]{1,30})\\) (" + TYPE + ")", Pattern.CASE_INSENSITIVE);
    /// Down to the verb and what it may not rule, for lists are created, too, and a group concludes calls.
    private static final List<Pattern> SENTENCES = List.of(
            sentence("A new I[ER]TF " + TYPE + PLACE + " (?:has been|is being) (?:proposed|formed|created)"),
            sentence("The " + NAME + PLACE + " (?:is undergoing|has been) recharter(?:ing|ed)"),
            sentence("The " + NAME + PLACE + " has been (?:formed|created)"),
            sentence("The " + NAME + PLACE + " has (?:been )?(?:concluded|closed)(?! (?:an?|its|the)\\b)"),
            sentence("The charter of the " + NAME + PLACE + " has been updated"),
            sentence("A (?:modified|new) charter has been submitted for the " + NAME));

    private final String subject;
    private final EventText text;

    private CharterReader(String subject, EventText text) {
        this.subject = subject;
        this.text = text;
    }

    private static Pattern sentence(String words) {
        return Pattern.compile(words + "\\b", Pattern.CASE_INSENSITIVE);
    }

    static Optional<Event> read(String subject, EventText text) {
        CharterReader reader = new CharterReader(subject, text);
        Matcher matcher = SUBJECT.matcher(subject);
        if (!matcher.matches()) {
            return reader.opened();
        }
        String rest = matcher.group(3).strip();
        Optional<GroupMention> group = reader.group(matcher.group(1), rest);
        return Optional.of(
                matcher.group(2).equalsIgnoreCase("Review")
                        ? reader.review(group, stage(rest.toLowerCase(Locale.ROOT)))
                        : reader.action(group, outcome(verb(rest))));
    }

    /// A Subject worded by hand above the usual text.
    private Optional<Event> opened() {
        Optional<String> sentence = SENTENCES.stream()
                .map(pattern -> pattern.matcher(text.opening()))
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .findFirst();
        Optional<Stage> stage = sentence.flatMap(CharterReader::stageOfText);
        if (stage.isPresent()) {
            return Optional.of(review(groupOfText(), stage));
        }
        return sentence.flatMap(CharterReader::outcomeOfText)
                .map(outcome -> action(groupOfText(), Optional.of(outcome)));
    }

    private CharterReview review(Optional<GroupMention> group, Optional<Stage> stage) {
        return new CharterReview(
                subject, group, stageOfText(text.opening()).or(() -> stage), area(), text.commentsBy(), charterPage());
    }

    private CharterAction action(Optional<GroupMention> group, Optional<Outcome> outcome) {
        return new CharterAction(
                subject, group, outcome.or(() -> outcomeOfText(text.opening())), area(), charterPage());
    }

    private Optional<GroupMention> group(String type, String rest) {
        String name = VERB.matcher(rest).lookingAt() ? VERB.matcher(rest).replaceFirst("") : rest;
        Matcher named = NAMED.matcher(name);
        if (named.matches()) {
            return Optional.of(new GroupMention(
                    named.group(1).strip(),
                    Optional.of(named.group(2).toLowerCase(Locale.ROOT)),
                    Optional.of(type.toUpperCase(Locale.ROOT))));
        }
        return groupOfText()
                .or(() -> Optional.of(name)
                        .filter(found -> !found.isBlank())
                        .map(found -> new GroupMention(found, Optional.empty(), Optional.of(type))));
    }

    /// From the sentence, else from the first line of the charter, `Name (acronym)` above a rule.
    private Optional<GroupMention> groupOfText() {
        Matcher sentence = IN_TEXT.matcher(text.opening());
        if (sentence.find()) {
            return Optional.of(GroupSentence.mention(sentence.group(1), sentence.group(2), sentence.group(3)));
        }
        List<String> lines = text.source().lines();
        for (int i = 0; i + 1 < Math.min(lines.size(), 40); i++) {
            Matcher named = NAMED.matcher(lines.get(i));
            if (lines.get(i + 1).startsWith("-----") && lines.get(i).length() < 240 && named.matches()) {
                return Optional.of(GroupSentence.mention(named.group(1), named.group(2), "WG"));
            }
        }
        return Optional.empty();
    }

    private static String verb(String rest) {
        Matcher verb = VERB.matcher(rest);
        return verb.lookingAt() ? verb.group().toLowerCase(Locale.ROOT) : "";
    }

    private static Optional<Stage> stage(String rest) {
        return rest.startsWith("rechar") || rest.startsWith("re-char")
                ? Optional.of(Stage.RECHARTER)
                : Optional.empty();
    }

    private static Optional<Stage> stageOfText(String opening) {
        if (opening.contains("has been proposed") || opening.contains("is being proposed")) {
            return Optional.of(Stage.NEW);
        }
        return opening.contains("rechartering")
                        || opening.contains("modified charter")
                        || opening.contains("new charter")
                ? Optional.of(Stage.RECHARTER)
                : Optional.empty();
    }

    private static Optional<Outcome> outcome(String verb) {
        if (verb.startsWith("formed")) {
            return Optional.of(Outcome.FORMED);
        }
        if (verb.startsWith("re")) {
            return Optional.of(Outcome.RECHARTERED);
        }
        return verb.startsWith("c") ? Optional.of(Outcome.CONCLUDED) : Optional.empty();
    }

    private static Optional<Outcome> outcomeOfText(String opening) {
        if (opening.contains("has been formed") || opening.contains("has been created")) {
            return Optional.of(Outcome.FORMED);
        }
        if (opening.contains("been rechartered")
                || opening.contains("charter has been")
                || opening.contains("has been updated")) {
            return Optional.of(Outcome.RECHARTERED);
        }
        return opening.contains(" concluded") || opening.contains(" been closed")
                ? Optional.of(Outcome.CONCLUDED)
                : Optional.empty();
    }

    private Optional<String> area() {
        Matcher area = AREA.matcher(text.opening());
        return area.find() ? Optional.of(area.group(1)) : Optional.empty();
    }

    private Optional<String> charterPage() {
        return text.linkAfter("Charter:");
    }
}
