package dev.nikkan.app.command;

import dev.nikkan.model.Octets;
import dev.nikkan.store.Access;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "raw",
        header = "Print a stored mail's octets as they were received.",
        description = {
            "",
            "ID is the mail's number in v_message. The octets are the mail's own, so a terminal may misbehave on them."
        },
        footer = {"", "Example:", "  nikkan raw 4711 > 4711.eml"})
final class RawCommand implements Command {
    private final World world;
    private final Setup setup;

    @Parameters(paramLabel = "ID", description = "the mail's number in v_message")
    private long id;

    RawCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        try (Store store = setup.openStore(Access.READ)) {
            Octets octets = new MailStore(store, world.clock())
                    .octets(id)
                    .orElseThrow(() -> new Failure(
                            ExitCode.NO_INPUT,
                            "The store has no octets of a mail %d: there is none, or they never reached us."
                                    .formatted(id)));
            world.out().write(octets.array(), 0, octets.size());
        }
        return ExitCode.OK;
    }
}
