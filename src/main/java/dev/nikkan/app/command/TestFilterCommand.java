package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.config.KnownFilterNames;
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.Selection;
import dev.nikkan.digest.Selector;
import dev.nikkan.digest.signal.Themes;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Item;
import dev.nikkan.store.Access;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Store;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "test-filter",
        header = "Show what a filter would have sent in full over the last 30 days.",
        description = {
            "",
            "A filter is terms separated by commas, of which one is enough: wg:ACRONYM, theme:ID, word:TEXT (whole words; TEXT* also their beginning), author:NAME,"
                    + " draft:NAME (also under its later names and as an RFC), kind:id|rfc|last-call|..."
        },
        footer = {"", "Example:", "  nikkan subscribers test-filter 'wg:quic, word:post-quantum'"})
final class TestFilterCommand implements Command {
    private static final int DAYS = 30;

    private final World world;
    private final Setup setup;

    @Parameters(paramLabel = "FILTER", description = "terms, separated by commas")
    private String filter = "";

    TestFilterCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        Filter wanted = Optional.of(filter)
                .filter(text -> !text.isBlank())
                .flatMap(Filter::parse)
                .orElseThrow(() -> new Failure(
                        ExitCode.BAD_INPUT,
                        "\"%s\" is no filter; write terms like wg:quic, theme:ID, word:TEXT, author:NAME, draft:NAME, kind:rfc."
                                .formatted(filter)));
        Configuration configuration = setup.configuration(Use.STORE);
        Themes themes = SignalFiles.settings(configuration.digest()).themes();
        List<String> objections = new KnownFilterNames(themes).objections(wanted);
        if (!objections.isEmpty()) {
            throw new Failure(
                    ExitCode.BAD_INPUT,
                    "Nothing can ever meet %s; write a group's acronym (wg:quic), a draft's whole name (draft:draft-ietf-quic-http), an RFC's number (draft:rfc9114), a kind (id, rfc or one of v_event), or a theme of themes.txt or of your own file."
                            .formatted(String.join(", ", objections)));
        }
        try (Store store = Store.open(configuration.store(), Access.READ, FaultPoints.INERT)) {
            Editions editions = new Editions(store, world.clock(), FaultPoints.INERT);
            Filter followed = wanted.following(editions::names);
            Day day = Day.of(world.clock().instant());
            int matches = 0;
            for (int i = 0; i < DAYS; i++) {
                day = day.previous();
                matches += print(Digest.of(editions.content(day)), followed, themes);
            }
            world.out().println(matches + " in " + DAYS + " days.");
        }
        return ExitCode.OK;
    }

    private int print(Digest digest, Filter followed, Themes themes) {
        Selection selection = new Selector(digest, themes).select(followed, filter);
        if (selection.matches() > 0) {
            world.out()
                    .println("%s: %d of %d"
                            .formatted(
                                    digest.day(),
                                    selection.matches(),
                                    digest.drafts().size()
                                            + digest.rfcs().size()
                                            + digest.events().size()
                                            + digest.late().count()));
            digest.rfcs().stream()
                    .map(Item.Rfc::rfc)
                    .filter(rfc -> selection.rfcs().contains(rfc.number()))
                    .forEach(rfc -> world.out()
                            .println("  RFC " + rfc.number().value() + "  "
                                    + rfc.title().orElse("")));
            digest.drafts().stream()
                    .filter(entry -> selection.drafts().contains(entry.name()))
                    .map(DraftEntry::latest)
                    .forEach(post -> world.out()
                            .println("  " + post.draft() + "  " + post.title().orElse("")));
            int others = selection.matches()
                    - selection.rfcs().size()
                    - selection.drafts().size();
            if (others > 0) {
                world.out().println("  other announcements and late arrivals: " + others);
            }
        }
        return selection.matches();
    }
}
