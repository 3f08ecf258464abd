package dev.nikkan.parse;

import dev.nikkan.model.ConflictReview;
import dev.nikkan.model.ConflictReview.Verdict;
import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.Event;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Results of conflict reviews (RFC 5742), and what the IESG wrote to the RFC Editor before there was that name.
final class ConflictReviewReader {
    private static final Pattern SUBJECT = Pattern.compile(
            ".{0,40}Results of (?:the )?IETF[- ]conflict review for <?(draft-\\S+)", Pattern.CASE_INSENSITIVE);
    /// Until 2012, always as an answer: `Re: Informational RFC to be: draft-x-NN.txt`.
    private static final Pattern OLDER = Pattern.compile(
            "(?:.{1,40} )?(?:RFC|Standard|Practice)? ?to be: ?<?(draft-\\S+)", Pattern.CASE_INSENSITIVE);

    private static final String[] NO_PROBLEM = {
        "The IESG has no problem with the publication of", "The IESG has no objection"
    };
    private static final String[] REFUSED = {"The IESG recommends that", "The IESG requests that"};
    private static final Pattern FILE = Pattern.compile("[<(] ?draft-[^<>()]{1,200}[>)]");
    private static final Pattern LEVEL = Pattern.compile("(?:as|for) (an? .{3,60})");

    private ConflictReviewReader() {}

    static Optional<Event> read(String subject, EventText text) {
        Matcher matcher = SUBJECT.matcher(subject);
        Matcher older = OLDER.matcher(subject);
        if (matcher.matches()) {
            return read(subject, matcher.group(1), text);
        }
        return older.matches() ? read(subject, older.group(1), text) : opened(subject, text);
    }

    /// Whether an answer is one of the older reviews.
    static boolean isOlder(String subject) {
        return OLDER.matcher(subject).matches();
    }

    private static Optional<Event> opened(String subject, EventText text) {
        String opening = text.opening();
        int draft = opening.indexOf("draft-");
        return opening.startsWith("The IESG has completed a review of") && draft >= 0
                ? read(subject, opening.substring(draft), text)
                : Optional.empty();
    }

    private static Optional<Event> read(String subject, String file, EventText text) {
        return DraftFile.parse(file).map(draft -> review(subject, draft, text));
    }

    private static ConflictReview review(String subject, DraftFile draft, EventText text) {
        Optional<String> accepted = text.after(NO_PROBLEM);
        Optional<String> refused = text.after(REFUSED).filter(rest -> rest.contains("NOT be published"));
        String sentence = accepted.or(() -> refused).orElse("");
        return new ConflictReview(
                subject,
                new DraftAtLevel(draft.name(), draft.revision(), title(sentence), level(sentence)),
                accepted.map(_ -> Verdict.NO_PROBLEM).or(() -> refused.map(_ -> Verdict.DO_NOT_PUBLISH)),
                text.linkAfter("The IESG review is documented at")
                        .or(() -> text.linkAfter("A URL of th", "A URL for th")));
    }

    /// `'Title' <draft-x-NN.txt> as an Informational RFC.`
    private static Optional<String> title(String sentence) {
        Matcher file = FILE.matcher(sentence);
        return file.find() ? DocumentList.title(sentence.substring(0, file.start())) : Optional.empty();
    }

    private static Optional<String> level(String sentence) {
        Matcher file = FILE.matcher(sentence);
        if (!file.find()) {
            return Optional.empty();
        }
        Matcher level = LEVEL.matcher(sentence).region(file.end(), sentence.length());
        if (!level.find()) {
            return Optional.empty();
        }
        String words = level.group(1);
        int stop = words.indexOf(". ");
        return DocumentList.level(stop < 0 ? words : words.substring(0, stop));
    }
}
