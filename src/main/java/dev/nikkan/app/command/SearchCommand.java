package dev.nikkan.app.command;

import dev.nikkan.search.QueryException;
import dev.nikkan.search.SearchQuery;
import dev.nikkan.store.Access;
import dev.nikkan.store.Search;
import dev.nikkan.store.SearchPage;
import dev.nikkan.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "search",
        header = "Find drafts, RFCs and other announcements by their words.",
        description = {
            "",
            "An entry is found when all words are in its name, title, authors, group, abstract or text, in any script."
                    + " A draft is found once, as its latest revision stored has it.",
            "",
            "  \"server name\"     these words, one after the other",
            "  auth*             words that begin so",
            "  -word             not this one",
            "  esni OR ech       one of the two",
            "  author:rescorla   in the authors; so also title:, draft: and rfc:",
            "  draft:draft-x-y   that draft, under each name that it had",
            "  wg:tls            of the group; so also kind:last-call and stream:irtf",
            "  after:2025-01     on this day or later; before:2025 on an earlier one",
            "",
            "The best come first, names and titles before texts. Finding nothing is no error. The marks ** stand around"
                    + " what was found."
        },
        footer = {
            "",
            "Examples:",
            "  nikkan search encrypted client hello",
            "  nikkan search 'wg:tls \"post-quantum\" -hybrid after:2025' --sort date",
            "  nikkan search 認証 --format json | jq -r '.results[].name'"
        })
final class SearchCommand implements Command {
    enum Format {
        TABLE,
        CSV,
        JSON;

        /// As it is typed and completed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Set<String> VALUED = Set.of("--limit", "--offset");

    private final World world;
    private final Setup setup;

    @Parameters(arity = "0..*", paramLabel = "WORDS", description = "what to search for, as above")
    private List<String> words = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (the default), csv or json")
    private Format format = Format.TABLE;

    @Option(names = "--limit", paramLabel = "N", description = "print N results at most; by default 20")
    private int limit = 20;

    @Option(names = "--offset", paramLabel = "N", description = "pass over the first N")
    private int offset;

    @Option(names = "--sort", paramLabel = "ORDER", description = "relevance (the default) or date, newest first")
    private Search.Order order = Search.Order.RELEVANCE;

    private SearchCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    static CommandLine commandLine(World world, Setup setup) {
        CommandLine commandLine = new CommandLine(new SearchCommand(world, setup));
        commandLine.getCommandSpec().preprocessor((args, _, _, _) -> {
            // A stack: the first word is the last of the list.
            for (int i = args.size() - 1; i >= 0; i--) {
                boolean value = i < args.size() - 1 && VALUED.contains(args.get(i + 1));
                args.set(i, value ? args.get(i) : excluded(args.get(i)));
            }
            return false;
        });
        return commandLine;
    }

    /// `-word` is no option here, though picocli would read `-client` as `-c lient`: it goes in as `NOT word`.
    private static String excluded(String word) {
        boolean option = word.startsWith("--") || word.equals("-c") || word.startsWith("-c=") || word.equals("-h");
        return word.startsWith("-") && !option ? "NOT " + word.substring(1) : word;
    }

    @Override
    public ExitCode run() {
        SearchQuery query = query();
        try (Store store = setup.openStore(Access.READ)) {
            return new Search(store).find(query, order, offset, limit, page -> print(query, page));
        }
    }

    private ExitCode print(SearchQuery query, SearchPage page) {
        switch (format) {
            case TABLE -> new SearchTable(new Terminal(world)).print(query, page, world.out());
            case CSV -> SearchCsv.print(query, page, world.out());
            case JSON -> SearchJson.print(query, page, world.out());
        }
        remark(page);
        return ExitCode.OK;
    }

    private SearchQuery query() {
        try {
            return SearchQuery.parse(String.join(" ", words), Search.kinds());
        } catch (QueryException e) {
            throw new Failure(ExitCode.USAGE, e.getMessage() + " See nikkan search --help.", e);
        }
    }

    /// On standard error, so that standard output is results and nothing else.
    private void remark(SearchPage page) {
        int shown = page.size();
        if (page.total().entries() == 0) {
            world.err().println("nikkan: nothing found");
        } else if (shown < page.total().entries() || !page.total().exact()) {
            world.err()
                    .println(
                            shown == 0
                                    ? "nikkan: %s found, none of them beyond --offset %d"
                                            .formatted(page.total(), offset)
                                    : "nikkan: %d to %d of %s".formatted(offset + 1, offset + shown, page.total()));
        }
        if (!page.weighed()) {
            world.err()
                    .println(
                            "nikkan: these are many: those with the words in name or title come first, then the newest");
        }
    }
}
