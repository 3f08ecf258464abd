package dev.nikkan.render;

import java.util.ArrayList;
import java.util.List;

/// Reads `format=flowed` as RFC 3676 §4.1 tells mail programs to.
final class FlowedReader {
    private FlowedReader() {}

    static List<String> paragraphs(String text, boolean delSp) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : text.lines().toList()) {
            String content = line.startsWith(" ") ? line.substring(1) : line;
            boolean flowed = content.endsWith(" ") && !content.equals("-- ");
            paragraph.append(flowed && delSp ? content.substring(0, content.length() - 1) : content);
            if (!flowed) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            }
        }
        return paragraphs;
    }
}
