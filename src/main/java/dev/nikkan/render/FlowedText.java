package dev.nikkan.render;

import static java.util.stream.Collectors.joining;

import dev.nikkan.render.TextLines.End;
import dev.nikkan.render.TextLines.Line;
import java.util.List;

/// A page of plain text as `format=flowed` (RFC 3676): a mail program may join the lines of a paragraph and break them
/// as its window wants; one that knows nothing of it shows the lines as they are.
///
/// @param delSp whether a reader has to drop the blank that marks a line as flowed. Only a page that has a line broken
/// inside a run of Japanese needs it, where joining would leave a blank; a reader that does not know of `DelSp` then
/// shows a blank too many at some joints, so a page in English goes without
/// @param text what the mail carries, with LF line ends
record FlowedText(boolean delSp, String text) {
    static FlowedText of(List<Line> lines) {
        boolean delSp = lines.stream().anyMatch(line -> line.end() == End.BESIDE_WIDE);
        return new FlowedText(
                delSp, lines.stream().map(line -> carried(line, delSp)).collect(joining("\n", "", "\n")));
    }

    /// What follows `text/plain; charset=utf-8` in Content-Type.
    String parameters() {
        return "; format=flowed" + (delSp ? "; delsp=yes" : "");
    }

    private static String carried(Line line, boolean delSp) {
        return stuffing(line.text())
                + line.text()
                + switch (line.end()) {
                    case HARD -> "";
                    case AT_BLANK -> delSp ? "  " : " ";
                    case BESIDE_WIDE -> " ";
                };
    }

    /// RFC 3676 §4.4: what would look quoted, stuffed or like the beginning of another mail.
    private static String stuffing(String text) {
        return text.startsWith(" ") || text.startsWith(">") || text.startsWith("From ") ? " " : "";
    }
}
