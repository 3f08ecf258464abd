package dev.nikkan.parse;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The layouts of RFC announcements: of the RFC Editor's first programs (to 2006), of the one of 2007, and of the 2026
/// one, which leaves out what is empty. A person edits the text before it is sent, so that any line may differ.
final class RfcLayout {
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("title", "title"),
            Map.entry("author", "authors"),
            Map.entry("authors", "authors"),
            Map.entry("author(s)", "authors"),
            Map.entry("editor", "authors"),
            Map.entry("status", "status"),
            Map.entry("stream", "stream"),
            Map.entry("date", "date"),
            Map.entry("mailbox", "mailboxes"),
            Map.entry("pages", "pages"),
            Map.entry("characters", "characters"),
            Map.entry("updates/obsoletes/seealso", "relations"),
            Map.entry("obsoletes", "obsoletes"),
            Map.entry("updates", "updates"),
            Map.entry("see also", "see also"),
            Map.entry("seealso", "see also"),
            Map.entry("i-d tag", "draft"),
            Map.entry("url", "url"),
            Map.entry("doi", "doi"));

    private static final Pattern IDENTIFICATION = Pattern.compile("RFC ?(\\d{1,6}):?", Pattern.CASE_INSENSITIVE);
    private static final Pattern RFC_NUMBER = Pattern.compile("(?:\\bRFC ?|^|, ?| )(\\d{1,6})\\b");
    private static final Pattern MERGED_AUTHOR = Pattern.compile(" {2,}(?=Author(?:\\(s\\))?: )");

    private final AnnouncementText text;
    private final List<String> lines;
    private final FieldBlock block = new FieldBlock(LABELS);
    private final List<String> subseries = new ArrayList<>();
    private Optional<RfcNumber> number = Optional.empty();
    private int at;

    private RfcLayout(AnnouncementText text) {
        this.text = text;
        this.lines = text.lines();
        readIdentification();
        readBlock();
    }

    /// Whether a text begins as an announcement of an RFC does, whatever follows.
    static boolean opens(String opening) {
        return opening.startsWith("A new Request for Comments is now available");
    }

    /// @return empty if neither text nor Subject gives the number
    static Optional<RfcPublication> read(AnnouncementText text, Optional<RfcSubject> subject) {
        RfcLayout layout = new RfcLayout(text);
        return layout.number
                .or(() -> subject.flatMap(RfcSubject::number))
                .map(number -> layout.publication(number, subject));
    }

    private void readIdentification() {
        while (at < lines.size() && block.label(lines.get(at)).isEmpty() && !isAbstract(lines.get(at))) {
            identify(lines.get(at).strip());
            at++;
        }
    }

    private void identify(String line) {
        Matcher rfc = IDENTIFICATION.matcher(line);
        if (rfc.matches()) {
            number = number.or(() -> RfcSubject.number(rfc.group(1)));
            return;
        }
        Matcher matcher = RfcSubject.SUBSERIES.matcher(line);
        if (line.length() < 80 && matcher.lookingAt()) {
            matcher.reset();
            while (matcher.find()) {
                subseries.add(RfcSubject.name(matcher));
            }
        }
    }

    /// Text at the left margin below the number: there is no block.
    private boolean isAbstract(String line) {
        return number.isPresent() && !line.isBlank() && FieldBlock.column(line) == 0;
    }

    /// Blank lines stand between groups of fields. At the left margin only a label goes on with the block, as some
    /// archives drop all indentation, and after the URL no label does but the DOI's: there the abstract begins.
    private void readBlock() {
        while (at < lines.size()) {
            String line = lines.get(at);
            if (line.isBlank()) {
                block.endField();
            } else if (isBehind(line) || !take(line)) {
                return;
            }
            at++;
        }
    }

    private boolean isBehind(String line) {
        return block.has("url")
                && FieldBlock.column(line) == 0
                && !block.label(line).equals(Optional.of("doi"));
    }

    /// A mail program that reflows text joins the title's last line, which ends in a blank, with the author's.
    private boolean take(String line) {
        Matcher merged = MERGED_AUTHOR.matcher(line);
        if (line.length() < 400 && !block.has("authors") && (block.has("title") || line.contains("Title:"))) {
            int from = FieldBlock.column(line);
            if (from < line.length() && merged.find(Math.min(from, line.length()))) {
                return block.take(line.substring(0, merged.start()))
                        && block.take(" ".repeat(8) + line.substring(merged.end()));
            }
        }
        return block.take(line);
    }

    private RfcPublication publication(RfcNumber number, Optional<RfcSubject> subject) {
        List<String> paragraphs = block.isEmpty() ? List.of() : text.paragraphs(at, lines.size());
        int end = abstractEnd(paragraphs);
        Optional<DraftFile> draft = block.value("draft").flatMap(DraftFile::parse);
        return new RfcPublication(
                number,
                subseries.isEmpty() ? subject.map(RfcSubject::subseries).orElse(List.of()) : subseries,
                block.value("title").or(() -> subject.flatMap(RfcSubject::title)),
                AuthorList.parse(block.lines("authors")),
                block.value("status"),
                maturity(paragraphs),
                block.value("stream"),
                block.value("date").map(HeaderSyntax::words).flatMap(FieldDate::month),
                mailboxes(),
                block.number("pages"),
                block.number("characters"),
                numbers("obsoletes"),
                numbers("updates"),
                seeAlso(),
                draft.map(DraftFile::name).filter(RfcLayout::isWhole),
                draft.flatMap(DraftFile::revision),
                block.value("url").flatMap(Links::link),
                block.value("doi").filter(doi -> doi.indexOf(' ') < 0),
                Optional.of(String.join("\n\n", paragraphs.subList(0, end))).filter(found -> !found.isEmpty()),
                group(paragraphs));
    }

    private static boolean isWhole(DraftName name) {
        return !name.value().equals("draft--");
    }

    private List<String> mailboxes() {
        return elements("mailboxes").stream()
                .filter(element -> element.indexOf('@') > 0 && element.indexOf(' ') < 0)
                .toList();
    }

    private List<String> seeAlso() {
        return elements("see also").stream()
                .filter(element -> !element.equalsIgnoreCase("None"))
                .toList();
    }

    private List<String> elements(String field) {
        return block.value(field).stream()
                .flatMap(value -> HeaderSyntax.split(value, ',').stream())
                .map(Characters::folded)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private List<RfcNumber> numbers(String field) {
        List<RfcNumber> numbers = new ArrayList<>();
        for (String element : elements(field)) {
            Matcher matcher = RFC_NUMBER.matcher(element);
            boolean subseries = RfcSubject.SUBSERIES.matcher(element).lookingAt();
            while (!subseries && matcher.find()) {
                RfcSubject.number(matcher.group(1)).ifPresent(numbers::add);
            }
        }
        return numbers;
    }

    private static Optional<GroupMention> group(List<String> paragraphs) {
        return paragraphs.stream().filter(GroupSentence::isOfRfc).findFirst().flatMap(GroupSentence::ofRfc);
    }

    /// `This is now a Proposed Standard.`; until about 2007 `... Protocol.`
    private static Optional<String> maturity(List<String> paragraphs) {
        return paragraphs.stream()
                .filter(RfcLayout::isMaturity)
                .findFirst()
                .map(paragraph -> paragraph.substring(paragraph.indexOf(' ', "This is now a".length()) + 1))
                .map(level -> level.substring(0, level.length() - 1))
                .map(level -> level.endsWith(" Protocol") ? level.substring(0, level.length() - 9) : level);
    }

    private static boolean isMaturity(String paragraph) {
        return (paragraph.startsWith("This is now a ") || paragraph.startsWith("This is now an "))
                && paragraph.endsWith(".")
                && paragraph.length() < 80;
    }

    private static int abstractEnd(List<String> paragraphs) {
        int end = 0;
        while (end < paragraphs.size() && !endsAbstract(paragraphs.get(end), end)) {
            end++;
        }
        return end;
    }

    /// The paragraph on the status, `INFORMATIONAL: This memo ...`, had no label before 2007. Its words may then begin
    /// an abstract, too, which is why such a paragraph ends none that has not begun.
    private static boolean endsAbstract(String paragraph, int before) {
        return GroupSentence.isOfRfc(paragraph)
                || isMaturity(paragraph)
                || paragraph.startsWith("This announcement is sent to ")
                || isStatusLabel(paragraph)
                || (before > 0 && isUnlabelledStatus(paragraph));
    }

    private static boolean isUnlabelledStatus(String paragraph) {
        return paragraph.startsWith("This memo provides information for the Internet community")
                || paragraph.startsWith("This memo defines an Experimental Protocol for")
                || paragraph.startsWith("This document specifies an Internet Best Current Practice")
                || paragraph.startsWith("This document specifies an Internet standards track")
                || paragraph.startsWith("This document specifies an Internet Standards Track");
    }

    private static boolean isStatusLabel(String paragraph) {
        return paragraph.startsWith("STANDARDS TRACK: ")
                || paragraph.startsWith("BCP: ")
                || paragraph.startsWith("INFORMATIONAL: ")
                || paragraph.startsWith("EXPERIMENTAL: ")
                || paragraph.startsWith("HISTORIC: ");
    }
}
