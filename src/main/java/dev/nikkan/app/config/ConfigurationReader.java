package dev.nikkan.app.config;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.deliver.DkimSettings;
import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.digest.signal.MeetingCalendar;
import dev.nikkan.digest.signal.MeetingException;
import dev.nikkan.digest.signal.ThemeException;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.intake.SourceSettings;
import dev.nikkan.intake.TrustSettings;
import dev.nikkan.model.Day;
import dev.nikkan.model.Language;
import dev.nikkan.model.MailingList;
import dev.nikkan.publish.DigestSettings;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.render.FrameSettings;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.web.WebSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// Reads a configuration file, all of it, and says everything that is wrong with it at once.
public final class ConfigurationReader {
    private static final Path DEFAULT_STORE = Path.of("nikkan.db");
    private static final Duration LONG = Duration.ofDays(365);

    private final Path file;
    private final Problems problems;
    private final Section.Context context;
    private final Set<String> tables = new TreeSet<>();

    private ConfigurationReader(Path file, Map<String, String> environment, Use use) {
        this.file = file;
        this.problems = new Problems(file);
        Optional<Path> credentials =
                Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY")).map(Path::of);
        this.context = new Section.Context(
                file.toAbsolutePath().resolveSibling("").normalize(),
                new Variables(environment),
                new SecretFile(credentials),
                use,
                problems);
    }

    /// @param environment for `${NAME}`
    /// @throws ConfigurationException with everything that is wrong
    /// @throws IOException if the file cannot be read
    public static Configuration read(Path file, Map<String, String> environment, Use use)
            throws ConfigurationException, IOException {
        return new ConfigurationReader(file, environment, use).read(Toml.parse(Files.readString(file)));
    }

    private Configuration read(TomlParseResult root) throws ConfigurationException {
        root.errors()
                .forEach(error -> problems.add(
                        error.position().line(),
                        "This is no TOML: %s.".formatted(sentence(String.valueOf(error.getMessage())))));
        problems.throwIfAny();
        Configuration configuration = understand(root);
        refuseUnknownTables(root);
        problems.throwIfAny();
        return configuration;
    }

    private static String sentence(String message) {
        String oneLine = message.replaceAll("\\s+", " ").strip();
        return oneLine.endsWith(".") ? oneLine.substring(0, oneLine.length() - 1) : oneLine;
    }

    private Configuration understand(TomlParseResult root) {
        Path store =
                table(root, "store").map(this::store).orElse(context.folder().resolve(DEFAULT_STORE));
        List<SourceSettings> sources = sources(root);
        TrustSettings trust = table(root, "trust").map(this::trust).orElse(TrustSettings.DEFAULT);
        DigestSettings digest = table(root, "digest").map(this::digest).orElse(DigestSettings.DEFAULT);
        Optional<SmtpReader.Sender> sender = sender(root);
        SummarySettings summary =
                table(root, "summary").map(SummaryReader::read).orElse(SummarySettings.DEFAULT);
        Optional<WebSettings> web = table(root, "web").flatMap(section -> web(section, sender));
        Optional<SmtpSettings> smtp = signed(root, sender.map(SmtpReader.Sender::settings));
        Optional<MailIdentity> identity =
                sender.map(SmtpReader.Sender::identity).map(plain -> plain.with(web.map(WebSettings::links)));
        return new Configuration(store, sources, trust, digest, smtp, identity, summary, web);
    }

    private Optional<SmtpSettings> signed(TomlTable root, Optional<SmtpSettings> smtp) {
        Optional<DkimSettings> dkim = table(root, "dkim")
                .flatMap(section -> DkimReader.read(section, smtp.map(SmtpSettings::envelopeSender)));
        return smtp.map(it -> it.signed(dkim));
    }

    private Path store(Section section) {
        Optional<Path> path = section.path("path");
        section.refuseUnknownKeys();
        return path.orElse(context.folder().resolve(DEFAULT_STORE));
    }

    private TrustSettings trust(Section section) {
        Optional<Set<MailingList>> lists = section.texts("lists").flatMap(ids -> lists(section, ids));
        Optional<String> authservId = section.text("authserv-id");
        section.refuseUnknownKeys();
        return new TrustSettings(lists.orElse(TrustSettings.DEFAULT.lists()), authservId);
    }

    private static Optional<Set<MailingList>> lists(Section section, List<String> ids) {
        if (ids.isEmpty()) {
            return section.refuse("lists", "without a list no mail counts; leave the key out for the two IETF lists");
        }
        if (ids.stream().anyMatch(id -> !id.strip().matches("[A-Za-z0-9._-]+"))) {
            return section.refuse(
                    "lists", "a list is known by what its List-Id has between the brackets, i-d-announce.ietf.org");
        }
        return Optional.of(ids.stream().map(MailingList::new).collect(Collectors.toUnmodifiableSet()));
    }

    private DigestSettings digest(Section section) {
        DigestSettings defaults = DigestSettings.DEFAULT;
        DigestSettings digest = new DigestSettings(
                at(section).orElse(defaults.at()),
                section.duration("grace", Duration.ZERO, Duration.ofHours(12)).orElse(defaults.grace()),
                section.duration("give-up", Duration.ZERO, LONG).orElse(defaults.giveUp()),
                firstDay(section),
                section.number("catch-up-days", 0, 3650).orElse(defaults.catchUpDays()),
                section.number("part-size", 0, 10_000).orElse(defaults.partSize()),
                section.choice("language", Language.class).orElse(defaults.language()),
                folder(section, "templates"),
                section.truth("overview").orElse(defaults.overview()),
                themes(section),
                section.texts("watch-authors").orElse(defaults.watchedAuthors()),
                meetings(section),
                folder(section, "closing-notes"),
                frame(section, defaults.frame()));
        section.refuseUnknownKeys();
        return digest;
    }

    private static Optional<LocalTime> at(Section section) {
        if (section.raw("at").orElse("") instanceof LocalTime time) {
            return Optional.of(time);
        }
        return section.value("at", text -> {
            if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
                throw new IllegalArgumentException("\"" + text + "\" is no time of day; write \"00:00\", in UTC");
            }
            return LocalTime.parse(text);
        });
    }

    private static Optional<Day> firstDay(Section section) {
        if (section.raw("first-day").orElse("") instanceof LocalDate date) {
            return Optional.of(new Day(date));
        }
        return section.value("first-day", text -> {
            try {
                return Day.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("\"" + text + "\" is no day; write \"2026-11-22\"", e);
            }
        });
    }

    private static Optional<Path> folder(Section section, String key) {
        return section.path(key)
                .flatMap(folder -> Files.isDirectory(folder)
                        ? Optional.of(folder)
                        : section.refuse(key, folder + " is no folder"));
    }

    private static FrameSettings frame(Section section, FrameSettings defaults) {
        return new FrameSettings(
                section.truth("announcements").orElse(defaults.announcements()),
                section.truth("last-calls").orElse(defaults.lastCalls()),
                section.truth("account").orElse(defaults.account()),
                inEachLanguage(section, "opening"),
                inEachLanguage(section, "footer"));
    }

    private static Map<Language, String> inEachLanguage(Section section, String key) {
        Map<Language, String> lines = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            section.text(key + "-" + language.tag()).ifPresent(line -> lines.put(language, line));
        }
        return lines;
    }

    /// Read here for the same reason as the themes.
    private Optional<Path> meetings(Section section) {
        Optional<Path> path = section.path("meetings");
        path.ifPresent(meetings -> {
            try {
                MeetingCalendar.builtIn().with(Files.readString(meetings));
            } catch (MeetingException e) {
                e.problems().forEach(problem -> problems.addIn(meetings, problem.line(), problem.sentence()));
            } catch (CharacterCodingException e) {
                section.refuse("meetings", meetings + " is not in UTF-8");
            } catch (IOException e) {
                section.refuse("meetings", meetings + " cannot be read");
            }
        });
        return path;
    }

    /// The file is read here only to say what is wrong with it, by its own lines.
    private Optional<Path> themes(Section section) {
        Optional<Path> path = section.path("themes");
        path.ifPresent(themes -> {
            try {
                Themes.builtIn().with(Files.readString(themes));
            } catch (ThemeException e) {
                e.problems().forEach(problem -> problems.addIn(themes, problem.line(), problem.sentence()));
            } catch (CharacterCodingException e) {
                section.refuse("themes", themes + " is not in UTF-8");
            } catch (IOException e) {
                section.refuse("themes", themes + " cannot be read");
            }
        });
        return path;
    }

    private List<SourceSettings> sources(TomlTable root) {
        List<SourceSettings> sources = new ArrayList<>();
        Set<String> accounts = new HashSet<>();
        for (Section section : tablesOf(root, "source")) {
            SourceReader.read(section).ifPresent(source -> {
                if (!accounts.add(source.account())) {
                    section.refuse(
                            "user", "another [[source]] is " + source.account() + " already; list both folders in one");
                }
                sources.add(source);
            });
        }
        return sources;
    }

    private Optional<SmtpReader.Sender> sender(TomlTable root) {
        Optional<Section> smtp = table(root, "smtp");
        Optional<Section> list = table(root, "list");
        Section absent = new Section("[list]", Toml.parse(""), 0, context);
        Optional<SmtpReader.Sender> sender = smtp.flatMap(section -> SmtpReader.read(section, list.orElse(absent)));
        if (smtp.isEmpty()) {
            list.ifPresent(SmtpReader::readList);
            missing("[smtp] with host and from, the server that takes our mails");
        }
        return sender;
    }

    private static Optional<WebSettings> web(Section section, Optional<SmtpReader.Sender> sender) {
        Optional<WebSettings> web = WebReader.read(section);
        boolean unwritten =
                sender.isPresent() && sender.get().identity().listAddress().isEmpty();
        return web.isPresent() && unwritten
                ? section.refuse("url", "the pages send mails that are answered to the address in [list]; set it too")
                : web;
    }

    private void missing(String what) {
        if (context.use() == Use.SERVERS) {
            problems.add(0, "There is no " + what + ".");
        }
    }

    private Optional<Section> table(TomlTable root, String name) {
        tables.add("[" + name + "]");
        return switch (root.get(List.of(name))) {
            case null -> Optional.empty();
            case TomlTable table -> Optional.of(new Section("[" + name + "]", table, lineOf(root, name), context));
            case Object _ -> {
                problems.add(
                        lineOf(root, name),
                        "%s is a table of its own that stands once: write [%s].".formatted(name, name));
                yield Optional.empty();
            }
        };
    }

    private List<Section> tablesOf(TomlTable root, String name) {
        String title = "[[" + name + "]]";
        tables.add(title);
        return switch (root.get(List.of(name))) {
            case null -> {
                missing(title + " with host, the IMAP account that gets the lists' mail");
                yield List.of();
            }
            case TomlArray array when array.size() > 0 && array.get(0) instanceof TomlTable -> sections(title, array);
            case Object _ -> {
                problems.add(lineOf(root, name), "Write %s, with two brackets, for each account.".formatted(title));
                yield List.of();
            }
        };
    }

    private List<Section> sections(String title, TomlArray array) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof TomlTable table) {
                sections.add(new Section(title, table, Section.lineOf(array.inputPositionOf(i)), context));
            }
        }
        return sections;
    }

    private void refuseUnknownTables(TomlTable root) {
        Map<String, String> known = tables.stream()
                .collect(Collectors.toMap(title -> title.replaceAll("[\\[\\]]", ""), Function.identity()));
        root.keySet().stream()
                .filter(name -> !known.containsKey(name))
                .forEach(name -> problems.add(
                        lineOf(root, name),
                        "There is no %s \"%s\"; %s"
                                .formatted(
                                        root.get(List.of(name)) instanceof TomlTable
                                                ? "table"
                                                : "key outside the tables",
                                        name,
                                        NearestName.of(name, known.keySet())
                                                .map(near -> "did you mean " + known.get(near) + "?")
                                                .orElse("the tables are " + String.join(", ", tables) + "."))));
    }

    private static int lineOf(TomlTable root, String name) {
        return Section.lineOf(root.inputPositionOf(List.of(name)));
    }

    @Override
    public String toString() {
        return "reader of " + file;
    }
}
