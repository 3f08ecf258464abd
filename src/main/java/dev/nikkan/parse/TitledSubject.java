package dev.nikkan.parse;

import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.RfcAtLevel;
import dev.nikkan.model.RfcNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What follows `Last Call:` or `Protocol Action:` in a Subject.
///
/// @param whole all of it
/// @param quoted whether the title stands in quotation marks, as drafts' titles do and status changes' do not
record TitledSubject(
        String whole, Optional<DraftFile> draft, Optional<String> title, Optional<String> level, boolean quoted) {
    private static final Pattern RFC = Pattern.compile("\\bRFCs?[ -]?(\\d{1,6})\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern FURTHER = Pattern.compile("(?:, and |, | and |/|, RFC ?| and RFC ?)(\\d{3,6})\\b");
    private static final int MOST = 50;
    /// People put `REVISED` or `Second` before the words.
    private static final int PREFIX = 40;

    /// The Subject after one of these words.
    static Optional<String> after(String subject, String words) {
        for (int at = 0; at <= Math.min(PREFIX, subject.length() - words.length()); at++) {
            if (subject.regionMatches(true, at, words, 0, words.length())) {
                return Optional.of(subject.substring(at + words.length()).strip());
            }
        }
        return Optional.empty();
    }

    /// `<draft-x-NN.txt> (Title) to Level`, in 2007 without brackets and revision, before without the draft; or the
    /// title of a status change.
    static TitledSubject ofLastCall(String rest) {
        Optional<DraftFile> draft = DraftFile.parse(rest.startsWith("<") ? rest.substring(1) : rest);
        int open = rest.indexOf('(');
        int close = rest.lastIndexOf(") to ");
        if (draft.isPresent() && open >= 0 && close > open) {
            return of(rest, draft, rest.substring(open + 1, close), rest.substring(close + 5));
        }
        return draft.isPresent() ? of(rest, draft, "", "") : titled(rest, draft, rest);
    }

    /// `'Title' to Level (draft-x-NN.txt)`; until about 2010 without the draft.
    static TitledSubject ofAction(String rest) {
        int open = rest.lastIndexOf("(draft-");
        if (open >= 0 && rest.endsWith(")")) {
            return titled(rest, DraftFile.parse(rest.substring(open + 1)), rest.substring(0, open));
        }
        return titled(rest, Optional.empty(), rest);
    }

    /// `Title to Level`: the last "to" of them, for a title may have one, too.
    private static TitledSubject titled(String rest, Optional<DraftFile> draft, String text) {
        int to = text.lastIndexOf(" to ");
        return to < 0 ? of(rest, draft, text, "") : of(rest, draft, text.substring(0, to), text.substring(to + 4));
    }

    private static TitledSubject of(String whole, Optional<DraftFile> draft, String title, String level) {
        String stripped = title.strip();
        return new TitledSubject(
                whole,
                draft,
                DocumentList.title(stripped),
                DocumentList.level(level),
                stripped.startsWith("'") || stripped.startsWith("\""));
    }

    /// The drafts of the text, and the Subject's own where the text leaves it out or does not say all.
    List<DraftAtLevel> completed(List<DraftAtLevel> listed) {
        if (draft.isEmpty()) {
            return listed.size() == 1 ? List.of(filled(listed.getFirst())) : listed;
        }
        List<DraftAtLevel> drafts = new ArrayList<>();
        boolean named = false;
        for (DraftAtLevel found : listed) {
            boolean same = found.name().equals(draft.get().name());
            named |= same;
            drafts.add(same ? filled(found) : found);
        }
        if (!named) {
            drafts.addFirst(new DraftAtLevel(draft.get().name(), draft.get().revision(), title, level));
        }
        return drafts;
    }

    private DraftAtLevel filled(DraftAtLevel found) {
        return new DraftAtLevel(
                found.name(),
                found.revision().or(() -> draft.flatMap(DraftFile::revision)),
                found.title().or(() -> title),
                found.level().or(() -> level));
    }

    /// The RFCs of the text, else those the Subject names.
    List<RfcAtLevel> completed(List<RfcAtLevel> listed, Optional<String> status) {
        return listed.isEmpty()
                ? rfcs().stream()
                        .map(number -> new RfcAtLevel(number, Optional.empty(), status))
                        .toList()
                : listed;
    }

    /// `RFC 1149`, `RFCs 1149, 2549 and 6214`
    List<RfcNumber> rfcs() {
        List<RfcNumber> numbers = new ArrayList<>();
        Matcher first = RFC.matcher(whole);
        Matcher further = FURTHER.matcher(whole);
        while (numbers.size() < MOST && first.find()) {
            RfcSubject.number(first.group(1)).ifPresent(numbers::add);
            int at = first.end();
            while (numbers.size() < MOST && further.region(at, whole.length()).lookingAt()) {
                RfcSubject.number(further.group(1)).ifPresent(numbers::add);
                at = further.end();
            }
        }
        return numbers.stream().distinct().toList();
    }
}
