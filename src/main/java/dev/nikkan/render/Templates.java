package dev.nikkan.render;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.nikkan.model.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The templates that mail, HTML and Markdown are made from: the built-in ones, or an operator's files of the same
/// names
/// in their place. They are [Mustache](https://mustache.github.io/mustache.5.html); the names they may use are the
/// components of [PartView] and of the records in it.
///
/// Thread-safe.
public final class Templates {
    private static final String STYLE = "style.mustache";

    static final List<String> NAMES = Stream.concat(
                    Stream.of("subject", "text", "html", "markdown", "frontmatter")
                            .flatMap(kind -> Stream.of(Language.values()).map(language -> file(kind, language))),
                    Stream.of(STYLE))
            .toList();

    private final Map<String, Template> compiled;

    private Templates(Map<String, Template> compiled) {
        this.compiled = compiled;
    }

    public static Templates builtIn() {
        return load(Optional.empty());
    }

    /// @param folder whose files stand in for the built-in ones; those that it does not have stay built in
    /// @throws TemplateException if [#check] has anything to say
    public static Templates load(Optional<Path> folder) {
        List<TemplateProblem> problems = check(folder);
        if (!problems.isEmpty()) {
            throw new TemplateException(problems);
        }
        return compile(sources(folder, new ArrayList<>()));
    }

    /// Everything that is wrong with the templates, by file and line; empty when they can be used.
    public static List<TemplateProblem> check(Optional<Path> folder) {
        List<TemplateProblem> problems = new ArrayList<>();
        folder.ifPresent(path -> TemplateCheck.strangers(path, problems));
        Map<String, String> sources = sources(folder, problems);
        sources.forEach((name, source) -> TemplateCheck.names(name, source, problems));
        sources.forEach((name, source) -> compiles(name, source, sources, problems));
        if (problems.isEmpty()) {
            TemplateCheck.renders(compile(sources), sources, problems);
        }
        return List.copyOf(problems);
    }

    String render(String kind, Language language, PartView view) {
        return render(file(kind, language), view);
    }

    String render(String name, PartView view) {
        Template template = compiled.get(name);
        if (template == null) {
            throw new IllegalArgumentException("no template " + name);
        }
        return template.execute(view);
    }

    private static String file(String kind, Language language) {
        return kind + "." + language.tag() + ".mustache";
    }

    private static Map<String, String> sources(Optional<Path> folder, List<TemplateProblem> problems) {
        Map<String, String> sources = new TreeMap<>();
        for (String name : NAMES) {
            try {
                sources.put(name, source(folder, name));
            } catch (IOException unreadable) {
                problems.add(TemplateProblem.of(name, "cannot be read: " + unreadable));
            }
        }
        return sources;
    }

    private static String source(Optional<Path> folder, String name) throws IOException {
        if (folder.isPresent()) {
            try {
                return Files.readString(folder.get().resolve(name));
            } catch (NoSuchFileException _) {
                return builtIn(name);
            }
        }
        return builtIn(name);
    }

    private static String builtIn(String name) throws IOException {
        try (InputStream resource = Templates.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("no built-in template " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Templates compile(Map<String, String> sources) {
        InlineStyles styles = InlineStyles.of(sources.getOrDefault(STYLE, ""));
        Map<String, Template> compiled = new TreeMap<>();
        sources.forEach((name, source) -> compiled.put(
                name, compiler(name, sources).compile(sink(name) == Sink.HTML ? styles.in(source) : source)));
        return new Templates(compiled);
    }

    private static void compiles(
            String name, String source, Map<String, String> sources, List<TemplateProblem> problems) {
        try {
            compiler(name, sources).compile(source);
        } catch (MustacheException wrong) {
            problems.add(TemplateProblem.of(name, source, wrong));
        }
    }

    /// Strict: a name that nobody knows is an error, not an empty place in a mail.
    private static Mustache.Compiler compiler(String name, Map<String, String> sources) {
        return Mustache.compiler()
                .escapeHTML(false)
                .withFormatter(sink(name))
                .strictSections(true)
                .emptyStringIsFalse(true)
                .zeroIsFalse(true)
                .withLoader(partial -> new StringReader(partial(partial, sources)));
    }

    private static String partial(String name, Map<String, String> sources) {
        String source = sources.get(name + ".mustache");
        if (source == null) {
            throw new IllegalArgumentException("there is no template " + name + ".mustache to include");
        }
        return source;
    }

    private static Sink sink(String name) {
        if (name.startsWith("html")) {
            return Sink.HTML;
        }
        if (name.startsWith("frontmatter")) {
            return Sink.YAML;
        }
        return name.startsWith("markdown") ? Sink.MARKDOWN : Sink.TEXT;
    }
}
