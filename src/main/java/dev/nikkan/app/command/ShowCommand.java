package dev.nikkan.app.command;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.store.Access;
import dev.nikkan.store.DraftLife;
import dev.nikkan.store.GroupLife;
import dev.nikkan.store.Lives;
import dev.nikkan.store.RfcLife;
import dev.nikkan.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "show",
        header = "Tell the life of a draft, an RFC or a working group.",
        description = {
            "",
            "Of a draft: its revisions and what it was called before, its last call, action and RFC, and the digests it was"
                    + " in. Of an RFC: its draft, what it obsoletes and updates, and what obsoletes and updates it. Of a"
                    + " group: its drafts, RFCs, charter, meetings and last calls."
        },
        footer = {
            "",
            "Examples:",
            "  nikkan show draft-ietf-quic-http",
            "  nikkan show rfc9114",
            "  nikkan show quic --format json | jq .drafts"
        })
final class ShowCommand implements Command {
    private static final Pattern RFC = Pattern.compile("(?:rfc)?[ -]?0*(\\d{1,6})(?:\\.txt)?");
    private static final Pattern ACRONYM = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final World world;
    private final Setup setup;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "a draft (also with -NN or .txt), an RFC (rfc9114, 9114), or a group's acronym")
    private List<String> name = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json, one object")
    private TextOrJson format = TextOrJson.TEXT;

    ShowCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        String asked = String.join(" ", name).strip().toLowerCase(Locale.ROOT);
        if (name.size() > 1 && !RFC.matcher(asked).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "Name one draft, RFC or group; \"%s\" are %d.".formatted(String.join(" ", name), name.size()));
        }
        try (Store store = setup.openStore(Access.READ)) {
            world.out().print(told(new Lives(store), asked).orElseThrow(() -> DraftArgument.unknown(store, asked)));
        }
        return ExitCode.OK;
    }

    private Optional<String> told(Lives lives, String asked) {
        Matcher rfc = RFC.matcher(asked);
        if (rfc.matches()) {
            int number = Integer.parseInt(rfc.group(1));
            return number == 0
                    ? Optional.empty()
                    : lives.rfc(new RfcNumber(number)).map(this::told);
        }
        if (asked.startsWith("draft-")) {
            return draft(lives, asked).map(this::told);
        }
        return ACRONYM.matcher(asked).matches() ? lives.group(asked).map(this::told) : Optional.empty();
    }

    /// A name as it is, or else without its revision and ending.
    private static Optional<DraftLife> draft(Lives lives, String asked) {
        return DraftName.parse(asked)
                .flatMap(lives::draft)
                .or(() -> DraftArgument.named(asked).flatMap(lives::draft));
    }

    private String told(DraftLife life) {
        return switch (format) {
            case TEXT -> LifeText.of(life);
            case JSON -> LifeJson.of(life);
        };
    }

    private String told(RfcLife life) {
        return switch (format) {
            case TEXT -> LifeText.of(life);
            case JSON -> LifeJson.of(life);
        };
    }

    private String told(GroupLife life) {
        return switch (format) {
            case TEXT -> LifeText.of(life);
            case JSON -> LifeJson.of(life);
        };
    }
}
