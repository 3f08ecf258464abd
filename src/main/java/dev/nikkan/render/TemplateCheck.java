package dev.nikkan.render;

import static java.util.stream.Collectors.toSet;

import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What can be said of templates before a mail is made from them.
final class TemplateCheck {
    private static final Pattern TAG = Pattern.compile("\\{\\{\\{?\\s*[#^/&]?\\s*([^\\s}!>=#^/&{][^\\s}]*)\\s*}}");
    private static final Set<String> OWN = Set.of(".", "-first", "-last", "-index");
    private static final Set<String> KNOWN = Stream.of(
                    PartView.class,
                    PartView.Range.class,
                    PartView.Tally.class,
                    GroupView.class,
                    DraftView.class,
                    DraftView.Announced.class,
                    RfcView.class,
                    EventView.class,
                    OverviewView.class,
                    FrameView.class,
                    FrameView.Kind.class,
                    PassageView.class,
                    PassageView.Piece.class)
            .flatMap(view -> Stream.of(view.getRecordComponents()))
            .map(RecordComponent::getName)
            .collect(toSet());

    private TemplateCheck() {}

    /// Names that no template knows, in whatever section they stand.
    static void names(String file, String source, List<TemplateProblem> problems) {
        List<String> lines = source.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            Matcher tag = TAG.matcher(lines.get(number - 1));
            while (tag.find()) {
                for (String name : tag.group(1).split("\\.(?=.)", -1)) {
                    if (!KNOWN.contains(name) && !OWN.contains(name)) {
                        problems.add(new TemplateProblem(file, number, tag.start() + 1, "there is no '" + name + "'"));
                    }
                }
            }
        }
    }

    /// Makes every template of each of the [SampleViews].
    static void renders(Templates templates, Map<String, String> sources, List<TemplateProblem> problems) {
        for (String name : Templates.NAMES) {
            try {
                templates.render(name, SampleViews.EVERYTHING);
                templates.render(name, SampleViews.NOTHING);
                templates.render(name, SampleViews.QUIET);
            } catch (MustacheException wrong) {
                problems.add(TemplateProblem.of(name, sources.getOrDefault(name, ""), wrong));
            }
        }
    }

    /// Files that stand in for nothing: a misspelt name would otherwise change nothing and say nothing.
    static void strangers(Path folder, List<TemplateProblem> problems) {
        if (!Files.isDirectory(folder)) {
            problems.add(TemplateProblem.of(folder.toString(), "is no folder"));
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.mustache")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!Templates.NAMES.contains(name)) {
                    problems.add(TemplateProblem.of(
                            name, "stands in for no template; there are " + String.join(", ", Templates.NAMES)));
                }
            }
        } catch (IOException unreadable) {
            problems.add(TemplateProblem.of(folder.toString(), "cannot be read: " + unreadable));
        }
    }
}
