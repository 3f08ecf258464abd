package dev.nikkan.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the writer of a mail wrote themselves, without the mail that they answer. Programs set that off by `>`,
/// and people write above it, below it or in between; or by a line and a copy of its header, and nothing of the
/// writer's follows. No standard says which.
final class OwnText {
    /// Wishes are a handful of lines; what follows is something else.
    private static final int LINES = 60;

    private static final int LINE = 400;

    /// A program breaks a long one.
    private static final int ATTRIBUTION_LINES = 3;

    /// `On Monday, Nikkan <news@example.org> wrote:`, `2026年11月23日(月) 13:00 Nikkan <news@example.org>:`.
    private static final Pattern ATTRIBUTION = Pattern.compile("(?i)@|wrote|schrieb|écrit|escribió|ha scritto");

    /// How one begins that goes on in the next line.
    private static final Pattern DATED = Pattern.compile("(?i)(?:(?:On|Am|Le|El|Il|Em|Op|Den)\\b.*\\d|\\d{4}[年/.-]).*");

    /// What stands above a copy that is not set off line by line.
    private static final Pattern COPY = Pattern.compile(
            "(?i)_{10,}|-{2,} ?\\S.{0,60}\\S ?-{2,}|\\*?(?:From|Von|De|Da|差出人|送信者|送信元|发件人|寄件者)\\*? ?[:：].*");

    private static final Pattern QUOTED = Pattern.compile("[>＞|].*");

    private OwnText() {}

    /// The lines, stripped; a run of blank ones is one, and there is none at either end.
    static List<String> lines(String text) {
        List<String> all = text.lines()
                .map(line -> line.replace('\u00a0', ' ').replace('\u3000', ' '))
                .takeWhile(line -> !line.startsWith("-- ") && !line.equals("--"))
                .map(String::strip)
                .toList();
        List<String> own = new ArrayList<>();
        int at = 0;
        while (at < all.size()
                && own.size() < LINES
                && !COPY.matcher(all.get(at)).matches()) {
            int said = attribution(all, at);
            if (said == 0) {
                take(all.get(at), own);
            } else if (!isQuotedNext(all, at + said)) {
                break;
            }
            at += Math.max(said, 1);
        }
        if (!own.isEmpty() && own.getLast().isEmpty()) {
            own.removeLast();
        }
        return List.copyOf(own);
    }

    private static void take(String line, List<String> own) {
        boolean blank = line.isEmpty() || QUOTED.matcher(line).matches();
        if (!blank && line.length() <= LINE) {
            own.add(line);
        } else if (blank && !own.isEmpty() && !own.getLast().isEmpty()) {
            own.add("");
        }
    }

    /// How many lines from here say who wrote what follows.
    private static int attribution(List<String> lines, int from) {
        int most = DATED.matcher(lines.get(from)).matches() ? ATTRIBUTION_LINES : 1;
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < most && from + i < lines.size(); i++) {
            String line = lines.get(from + i);
            if (line.isEmpty() || line.length() > LINE || QUOTED.matcher(line).matches()) {
                return 0;
            }
            said.append(line);
            boolean ends = line.endsWith(":") || line.endsWith("：");
            if (ends && ATTRIBUTION.matcher(said).find()) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean isQuotedNext(List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> QUOTED.matcher(line).matches())
                .isPresent();
    }
}
