package dev.nikkan.app.command;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.Succession;
import dev.nikkan.store.Access;
import dev.nikkan.store.Store;
import dev.nikkan.store.Successions;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "replaced",
        header = "Say that a draft went on under another name, or that it did not.",
        description = {
            "",
            "No mail says which individual draft became the working group's: it is inferred from titles, names, authors"
                    + " and days, and shown as inferred. What is said here overrules it, at once and for good, also"
                    + " while the daemon runs. A draft has one successor; a new word about it takes the place of the"
                    + " former one."
        },
        footer = {
            "",
            "Examples:",
            "  nikkan replaced draft-smith-tls-lantern --by draft-ietf-tls-lantern",
            "  nikkan replaced draft-smith-tls-lantern --by draft-ietf-tls-kite --not",
            "  nikkan replaced draft-smith-tls-lantern --by draft-ietf-tls-kite --forget"
        })
final class ReplacedCommand implements Command {
    private final World world;
    private final Setup setup;

    @Parameters(paramLabel = "OLD", description = "the draft that ended")
    private String old = "";

    @Option(names = "--by", required = true, paramLabel = "NEW", description = "the draft that it became")
    private String by = "";

    @Option(names = "--not", description = "it did not, whatever it looks like")
    private boolean not;

    @Option(names = "--forget", description = "take back what was said of the two; what is inferred holds again")
    private boolean forget;

    ReplacedCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        if (not && forget) {
            throw new Failure(ExitCode.USAGE, "--not is a word about two drafts, --forget takes it back; use one.");
        }
        DraftName predecessor = DraftArgument.parse(old);
        DraftName successor = DraftArgument.parse(by);
        if (predecessor.equals(successor)) {
            throw new Failure(ExitCode.BAD_INPUT, "A draft does not replace itself; name two.");
        }
        try (Store store = setup.openStore(Access.WRITE)) {
            Successions successions = new Successions(store, world.clock());
            requireKnown(store, successions, List.of(predecessor, successor));
            if (forget) {
                forget(successions, predecessor, successor);
            } else {
                decide(successions, predecessor, successor);
            }
            world.out().println(whatHolds(successions, predecessor));
        }
        return ExitCode.OK;
    }

    private static void requireKnown(Store store, Successions successions, List<DraftName> drafts) {
        successions.unknown(drafts).stream().findFirst().ifPresent(draft -> {
            throw DraftArgument.unknown(store, draft.value());
        });
    }

    private static void forget(Successions successions, DraftName predecessor, DraftName successor) {
        if (!successions.forget(predecessor, successor)) {
            throw new Failure(
                    ExitCode.BAD_INPUT,
                    "Nothing was said of %s and %s, so there is nothing to forget.".formatted(predecessor, successor));
        }
    }

    private void decide(Successions successions, DraftName predecessor, DraftName successor) {
        if (not) {
            successions.keepsApart(predecessor, successor);
        } else if (!successions.replaces(predecessor, successor)) {
            throw new Failure(
                    ExitCode.BAD_INPUT,
                    "%s is itself said to have become %s. Say first that it did not: nikkan replaced %s --by %s --not."
                            .formatted(successor, predecessor, successor, predecessor));
        }
    }

    private static String whatHolds(Successions successions, DraftName draft) {
        Optional<Succession> succession = successions.successor(draft);
        return succession
                .map(found -> "%s was replaced by %s (%s)"
                        .formatted(draft, found.successor(), SuccessionText.source(found.source())))
                .orElse(draft + " was not replaced");
    }
}
