package dev.nikkan.parse;

import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.RfcAtLevel;
import dev.nikkan.model.RfcNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The documents that a mail of the IESG's secretary lists: `- 'Title'`, below it `<draft-x-NN.txt> as Level`; or an
/// RFC and the status it is to have. The hyphen, the kind of brackets and the blank lines have changed over the years.
final class DocumentList {
    private static final Pattern DRAFT = Pattern.compile("[<(] ?(draft-[A-Za-z0-9-]{1,140})[^<>()]{0,60}[>)]");
    /// As an approval has it, below the title.
    private static final Pattern RFC_BELOW = Pattern.compile("\\( ?rfc[ -]?(\\d{1,6}) ?\\)", Pattern.CASE_INSENSITIVE);
    /// As a last call has it, at the beginning.
    private static final Pattern RFC_FIRST = Pattern.compile("(?:^|- )rfc[ -]?(\\d{1,6})\\b", Pattern.CASE_INSENSITIVE);

    private static final List<String> NEXT =
            List.of(" - ", " '", " \"", " This ", " These ", " The ", " http", " [", ". ");
    private static final int MOST = 100;
    private static final int LONGEST_LEVEL = 60;
    private static final int LONGEST_TITLE = 1_000;
    /// Within which a level stands behind its draft.
    private static final int LONGEST_ITEM = 200;

    private final List<String> paragraphs;

    private DocumentList(List<String> paragraphs) {
        this.paragraphs = paragraphs;
    }

    /// The list after the first of these words.
    static DocumentList after(EventText text, String... markers) {
        List<String> all = text.paragraphs();
        for (int i = 0; i < all.size(); i++) {
            for (String marker : markers) {
                int at = all.get(i).indexOf(marker);
                if (at >= 0) {
                    return new DocumentList(listed(all, i, all.get(i).substring(at + marker.length())));
                }
            }
        }
        return new DocumentList(List.of());
    }

    /// The rest of the marker's own paragraph, and those below it that are items.
    private static List<String> listed(List<String> all, int marker, String rest) {
        List<String> listed = new ArrayList<>();
        int colon = rest.indexOf(':');
        listed.add(colon >= 0 && colon < 4 ? rest.substring(colon + 1).strip() : rest.strip());
        for (int i = marker + 1; i < all.size() && listed.size() < MOST && isItem(all.get(i)); i++) {
            listed.add(all.get(i));
        }
        return listed;
    }

    private static boolean isItem(String paragraph) {
        return EventText.begins(paragraph, "-", "'", "\"", "<draft-", "(draft-", "RFC", "(RFC");
    }

    /// The drafts with title and level.
    List<DraftAtLevel> drafts() {
        String text = String.join(" - ", paragraphs);
        List<DraftAtLevel> drafts = new ArrayList<>();
        Matcher match = DRAFT.matcher(text);
        int from = 0;
        while (drafts.size() < MOST && match.find()) {
            Optional<String> title = titleBetween(text, from, match.start());
            Optional<String> level = level(text, match.end(), "as ");
            DraftFile.parse(match.group(1))
                    .ifPresent(file -> drafts.add(new DraftAtLevel(file.name(), file.revision(), title, level)));
            from = next(text, match.end());
        }
        return drafts;
    }

    /// The RFCs with title and new status.
    List<RfcAtLevel> rfcs() {
        List<RfcAtLevel> rfcs = new ArrayList<>();
        String text = String.join(" - ", paragraphs);
        Matcher below = RFC_BELOW.matcher(text);
        int from = 0;
        while (rfcs.size() < MOST && below.find()) {
            Optional<String> title = titleBetween(text, from, below.start());
            Optional<String> level = level(text, below.end(), "to ");
            number(below).ifPresent(number -> rfcs.add(new RfcAtLevel(number, title, level)));
            from = next(text, below.end());
        }
        return rfcs.isEmpty() ? rfcsFirst(text) : rfcs;
    }

    /// `RFC1149 from Experimental to Historic (Title)`
    private static List<RfcAtLevel> rfcsFirst(String text) {
        List<RfcAtLevel> rfcs = new ArrayList<>();
        Matcher first = RFC_FIRST.matcher(text);
        while (rfcs.size() < MOST && first.find()) {
            // A title in parentheses may hold what else begins an item.
            int opening = text.indexOf('(', first.end());
            int next = next(text, first.end());
            int end = opening >= 0 && opening < next ? Math.max(next, closing(text, opening) + 1) : next;
            String item = text.substring(first.end(), end);
            int open = item.indexOf('(');
            int close = item.lastIndexOf(')');
            int to = (open < 0 ? item : item.substring(0, open)).lastIndexOf(" to ");
            Optional<String> title =
                    open >= 0 && close > open ? title(item.substring(open + 1, close)) : Optional.empty();
            Optional<String> level = to < 0 ? Optional.empty() : level(item, to + 1, "to ");
            number(first).ifPresent(number -> rfcs.add(new RfcAtLevel(number, title, level)));
        }
        return rfcs;
    }

    /// Where the parenthesis at `open` ends; `open` where it does not.
    private static int closing(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length() && at < open + LONGEST_TITLE; at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return open;
    }

    private static Optional<RfcNumber> number(Matcher match) {
        return RfcSubject.number(match.group(1));
    }

    /// Nothing, where two documents stand in one item.
    private static Optional<String> titleBetween(String text, int from, int to) {
        return from < to ? title(text.substring(from, to)) : Optional.empty();
    }

    /// Where the next item begins.
    private static int next(String text, int from) {
        int next = text.indexOf(" - ", from);
        int quoted = text.indexOf(" '", from);
        int end = next < 0 ? text.length() : next;
        return quoted >= 0 && quoted < end ? quoted : end;
    }

    /// Without hyphen and quotation marks; the title itself may hold both.
    static Optional<String> title(String text) {
        String title = text.strip();
        while (title.startsWith("-")) {
            title = title.substring(1).strip();
        }
        if (title.length() > 1 && isQuote(title.charAt(0)) && isQuote(title.charAt(title.length() - 1))) {
            title = title.substring(1, title.length() - 1).strip();
        }
        return Optional.of(title).filter(found -> !found.isEmpty() && found.length() <= LONGEST_TITLE);
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '‘' || c == '’' || c == '“' || c == '”';
    }

    private static Optional<String> level(String text, int from, String preposition) {
        String rest = text.substring(from, Math.min(text.length(), from + LONGEST_ITEM))
                .strip();
        if (!EventText.begins(rest, preposition)) {
            return Optional.empty();
        }
        int end = rest.length();
        for (String next : NEXT) {
            int at = rest.indexOf(next);
            end = at >= 0 && at < end ? at : end;
        }
        return level(rest.substring(preposition.length(), Math.max(end, preposition.length())));
    }

    /// `a Proposed Standard.` as `Proposed Standard`; empty if it is too long to be a level.
    static Optional<String> level(String text) {
        String level = text.strip();
        for (String article : List.of("a ", "an ", "the ")) {
            level = EventText.begins(level, article) ? level.substring(article.length()) : level;
        }
        level = level.endsWith(".") ? level.substring(0, level.length() - 1) : level;
        int bracket = level.indexOf(" (");
        String found = (bracket < 0 ? level : level.substring(0, bracket)).strip();
        return found.isEmpty() || found.length() > LONGEST_LEVEL ? Optional.empty() : Optional.of(found);
    }
}
