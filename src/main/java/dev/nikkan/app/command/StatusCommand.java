package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.store.Access;
import dev.nikkan.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "status",
        header = "Say how the daemon is; exits with 69 when a listener or a digest is overdue.",
        description = {"", "Reads the store alone, so it answers also when the daemon hangs or is down."},
        footer = {"", "Example:", "  nikkan status --json | jq .overdue"})
final class StatusCommand implements Command {
    private final World world;
    private final Setup setup;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    StatusCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        try (Store store = setup.openStore(Access.READ)) {
            Health health = Health.of(store, setup.configuration(Use.STORE), world.clock());
            world.out().print(json ? HealthJson.of(health) : HealthText.of(health));
            return health.overdue().isEmpty() ? ExitCode.OK : ExitCode.UNAVAILABLE;
        }
    }
}
