package dev.nikkan.summary.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether a text is plain: no markup, nothing invisible, no address.
final class FormCheck {
    private static final List<Pattern> MARKUP = List.of(
            Pattern.compile("</?[A-Za-z!][^>]{0,80}>?"),
            Pattern.compile("&(#\\d+|#x[0-9a-fA-F]+|[A-Za-z]{2,8});"),
            Pattern.compile("\\*\\*|__|`|~~|\\$\\{|\\{\\{|\\}\\}|\\\\[nt\"u]"),
            // Emphasis by single asterisks or underscores.
            Pattern.compile(
                    "(?<![\\w*])\\*[^\\s*][^*\\n]{0,60}\\*(?![\\w*])|(?<![\\w_])_[^\\s_][^_\\n]{0,60}_(?![\\w_])"),
            Pattern.compile("(?m)^\\s{0,3}(#{1,6}|[-*+•・]|\\d{1,2}[.)]|>|\\|)\\s"),
            Pattern.compile("\\[[^\\]]{1,80}\\]\\([^)]{0,200}\\)"),
            Pattern.compile("\\|.{1,200}\\|"),
            Pattern.compile("[{}]|\\[/?[A-Z]{3,}\\]|\\[[a-z ]{3,40}\\]|[\"']\\s*:\\s*[\"']"),
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}&&[^\\n\\r\\t]]"),
            // Pictographs.
            Pattern.compile("[\\x{2600}-\\x{27BF}\\x{1F000}-\\x{1FAFF}]"));

    /// What is an address whatever the input has.
    private static final Pattern LINK =
            Pattern.compile("(?i)\\b(?:[a-z][a-z0-9+.-]{1,10}://|www\\.|mailto:|javascript:|data:text)"
                    + "|[^\\s@]{1,64}[@＠][a-z0-9-]{1,63}\\.[a-z]{2,}"
                    + "|\\b[a-z0-9-]{1,63}\\.(?:com|org|net|io|dev|info|biz|co|jp|xyz|app|site|online|shop|top|ru|cn|example"
                    + "|invalid|test)\\b");

    /// Any name with a dot may be a host's: `home.arpa` and `Node.js` are in the input where they are no address.
    private static final Pattern HOST =
            Pattern.compile("(?i)(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}(?![a-z0-9-])(/[^\\s、。]*)?");
    private static final Pattern SPELLED = Pattern.compile(
            "(?i)\\b[a-z0-9-]+ ?[(\\[]?\\b(?:at|アット)\\b[)\\]]? ?[a-z0-9-]+ ?[(\\[]?\\bdot\\b[)\\]]? ?[a-z]{2,24}\\b"
                    + "|[a-z0-9-]+ ?[(\\[]?\\bdot\\b[)\\]]? ?(?:com|org|net|io)\\b");

    private FormCheck() {}

    static List<Fault> faults(Candidate candidate, Support support) {
        List<Fault> faults = new ArrayList<>();
        String raw = candidate.raw().strip();
        for (Pattern markup : MARKUP) {
            Matcher matcher = markup.matcher(raw);
            if (matcher.find()) {
                faults.add(new Fault(Reason.MARKUP, visible(matcher.group())));
                break;
            }
        }
        String narrow = Candidate.narrow(raw);
        Stream.of(
                        LINK.matcher(narrow).results(),
                        SPELLED.matcher(narrow).results(),
                        HOST.matcher(narrow)
                                .results()
                                .filter(host -> host.group(1) != null || !support.has(host.group())))
                .flatMap(Function.identity())
                .findFirst()
                .ifPresent(link -> faults.add(new Fault(Reason.LINK, link.group())));
        return faults;
    }

    private static String visible(String piece) {
        return piece.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT || Character.isISOControl(c))
                ? "U+%04X".formatted(piece.codePointAt(0))
                : piece.strip();
    }
}
