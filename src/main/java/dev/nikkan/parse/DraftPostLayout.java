package dev.nikkan.parse;

import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The layouts of I-D announcements since 1994. They share a first paragraph, a block of fields, the abstract (under a
/// heading since 2010), and lines at the left margin that say where the draft is to be had.
final class DraftPostLayout {
    private static final String DRAFT = "draft";
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("title", "title"),
            Map.entry("author", "authors"),
            Map.entry("authors", "authors"),
            Map.entry("author(s)", "authors"),
            Map.entry("filename", DRAFT),
            Map.entry("name", DRAFT),
            Map.entry("pages", "pages"),
            Map.entry("date", "date"),
            Map.entry("dates", "date"));

    private static final String HEADING = "Abstract:";
    private static final int BLOCK_WITHIN = 60;

    private final AnnouncementText text;
    private final List<String> lines;
    private final FieldBlock block = new FieldBlock(LABELS);
    private int at;

    private DraftPostLayout(AnnouncementText text) {
        this.text = text;
        this.lines = text.lines();
        readBlock();
    }

    /// Whether a text begins as an announcement of a draft does, whatever follows.
    static boolean opens(String opening) {
        return opening.startsWith("Internet-Draft draft-")
                || opening.startsWith("A New Internet-Draft is available")
                || opening.startsWith("A Revised Internet-Draft is available");
    }

    /// @return empty if the text does not name a draft and its revision
    static Optional<DraftPost> read(AnnouncementText text) {
        DraftPostLayout layout = new DraftPostLayout(text);
        return layout.named().map(layout::post);
    }

    /// What can be told of a draft that only the Subject names.
    static DraftPost read(AnnouncementText text, DraftRevision draft) {
        return new DraftPostLayout(text).post(draft);
    }

    private void readBlock() {
        while (at < Math.min(lines.size(), BLOCK_WITHIN)
                && block.label(lines.get(at)).isEmpty()) {
            at++;
        }
        while (at < lines.size() && !lines.get(at).startsWith(HEADING) && block.take(lines.get(at))) {
            at++;
        }
    }

    /// The block's file name; an older slip or a cut mail leaves the name in the first sentence.
    private Optional<DraftRevision> named() {
        return block.value(DRAFT)
                .flatMap(DraftFile::parse)
                .flatMap(DraftFile::posted)
                .or(this::namedInOpening);
    }

    private Optional<DraftRevision> namedInOpening() {
        String opening = text.opening();
        int start = opening.indexOf("draft-");
        return start < 0
                ? Optional.empty()
                : DraftFile.parse(opening.substring(start)).flatMap(DraftFile::posted);
    }

    private DraftPost post(DraftRevision draft) {
        int end = abstractEnd();
        return new DraftPost(
                draft,
                block.value("title"),
                AuthorList.parse(block.lines("authors")),
                GroupSentence.ofDraft(text.opening()),
                block.number("pages"),
                block.value("date").flatMap(FieldDate::day),
                abstractText(end),
                link(end, DraftPostLayout::isPageMarker),
                link(end, DraftPostLayout::isHtmlMarker),
                link(end, line -> line.startsWith("A diff from")));
    }

    private Optional<String> abstractText(int end) {
        if (block.isEmpty()) {
            return Optional.empty();
        }
        List<String> paragraphs = text.paragraphs(at, end);
        String joined = String.join("\n\n", paragraphs);
        String bare =
                joined.startsWith(HEADING) ? joined.substring(HEADING.length()).strip() : joined;
        return Optional.of(bare).filter(found -> !found.isEmpty());
    }

    /// The first line at the left margin that only the announcement writes. The abstract may hold blank lines, and
    /// lines that look like fields.
    private int abstractEnd() {
        for (int end = at; end < lines.size(); end++) {
            if (isEndMarker(lines.get(end))) {
                return end;
            }
        }
        return lines.size();
    }

    private static boolean isEndMarker(String line) {
        return isPageMarker(line)
                || line.startsWith("Internet-Drafts are available by")
                || line.startsWith("Internet-Drafts are also available by")
                || line.startsWith("Internet-Drafts directories are located")
                || line.startsWith("Below is the data which will enable a MIME")
                || (isHtmlMarker(line) && line.contains("available at"));
    }

    private static boolean isPageMarker(String line) {
        return line.startsWith("The IETF datatracker status page for this")
                || line.startsWith("The IETF datatracker page for this")
                || line.startsWith("The datatracker status page for this")
                || line.startsWith("The datatracker page for this")
                || line.startsWith("A URL for this Internet-Draft is")
                || line.startsWith("A URL for the Internet-Draft is");
    }

    private static boolean isHtmlMarker(String line) {
        return line.startsWith("There") && line.toLowerCase(Locale.ROOT).contains("html");
    }

    /// The address on the line below the first line of that kind.
    private Optional<String> link(int from, Predicate<String> marker) {
        for (int i = from; i < lines.size(); i++) {
            if (marker.test(lines.get(i))) {
                return Links.first(lines, i);
            }
        }
        return Optional.empty();
    }
}
