package dev.nikkan.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The addresses of a field such as From or To (RFC 5322 §3.4), lower case, in their order.
///
/// A group without members is kept by its name alone: until 2003 `To: IETF-Announce:;` was all that an announcement
/// said about its list. Archives write `name at host`; that is read as an address too.
final class Addresses {
    private final List<String> found = new ArrayList<>();
    private final StringBuilder outside = new StringBuilder();
    private String group = "";
    private int groupStart;
    private boolean angled;

    private Addresses() {}

    static List<String> parse(String value) {
        return new Addresses().read(HeaderSyntax.withoutComments(value));
    }

    private List<String> read(String value) {
        int i = 0;
        while (i < value.length() && found.size() < Limits.ADDRESSES) {
            i = switch (value.charAt(i)) {
                case '"' -> quoted(value, i);
                case '<' -> angle(value, i);
                case ':' -> beginGroup(i);
                case ';' -> endGroup(i);
                case ',' -> endMailbox(i);
                default -> other(value, i);
            };
        }
        endGroup(i);
        return found;
    }

    private int other(String value, int at) {
        outside.append(value.charAt(at));
        return at + 1;
    }

    private int quoted(String value, int at) {
        int end = at + 1;
        while (end < value.length() && value.charAt(end) != '"') {
            end += value.charAt(end) == '\\' ? 2 : 1;
        }
        int next = Math.min(end + 1, value.length());
        outside.append(value, at, next);
        return next;
    }

    /// What stands in angle brackets is the address; a route before it (§4.4) is not.
    private int angle(String value, int at) {
        int close = value.indexOf('>', at);
        int end = close < 0 ? value.length() : close;
        String inside = value.substring(at + 1, end);
        add(inside.substring(inside.lastIndexOf(':') + 1).replace(" ", ""));
        angled = true;
        return Math.min(end + 1, value.length());
    }

    private int beginGroup(int at) {
        group = outside.toString().strip();
        groupStart = found.size();
        outside.setLength(0);
        return at + 1;
    }

    private int endGroup(int at) {
        endMailbox(at);
        if (!group.isEmpty() && found.size() == groupStart) {
            add(group);
        }
        group = "";
        return at + 1;
    }

    private int endMailbox(int at) {
        if (!angled) {
            bare(outside.toString()).ifPresent(this::add);
        }
        angled = false;
        outside.setLength(0);
        return at + 1;
    }

    private static Optional<String> bare(String text) {
        List<String> words = HeaderSyntax.words(text);
        if (words.size() == 3 && (words.get(1).equals("at") || words.get(1).equals("@"))) {
            return Optional.of(words.get(0) + "@" + words.get(2));
        }
        return words.stream().filter(word -> word.indexOf('@') > 0).findFirst();
    }

    private void add(String address) {
        if (!address.isBlank()) {
            found.add(address.strip().toLowerCase(Locale.ROOT));
        }
    }
}
