package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.intake.Reparse;
import dev.nikkan.parse.MessageParser;
import dev.nikkan.store.Access;
import dev.nikkan.store.Backup;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.DiskRoom;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import dev.nikkan.store.Successions;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "reparse",
        header = "Read all stored mail again with this version's parser, and show what that changes.",
        description = {
            "",
            "For after an upgrade, or a change of [trust]. Works beside a running daemon; one that was killed goes on"
                    + " where it stopped. What was sent stays sent. Mails that are oversize, unfetchable or unverified"
                    + " are left alone. --dry-run works on a copy of the store, which needs as much room beside it."
        },
        footer = {"", "Examples:", "  nikkan reparse --dry-run", "  nikkan reparse --format json"})
final class ReparseCommand implements Command {
    private final World world;
    private final Setup setup;

    @Option(names = "--dry-run", description = "change nothing; only show what would change")
    private boolean dryRun;

    @Option(names = "--format", paramLabel = "text|json", description = "how to show it; default: text")
    private TextOrJson format = TextOrJson.TEXT;

    ReparseCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() throws IOException {
        Configuration configuration = setup.configuration(Use.STORE);
        removeLeftBehind(configuration);
        ReparseSummary summary = dryRun ? onCopy(configuration) : onStore(configuration);
        world.out()
                .print(
                        switch (format) {
                            case TEXT -> summary.text();
                            case JSON -> summary.json();
                        });
        return ExitCode.OK;
    }

    private ReparseSummary onStore(Configuration configuration) {
        try (Store store = setup.openStore(Access.WRITE)) {
            setup.requireTrust(store);
            store.keepManyPages();
            ReparseSummary summary = reparse(configuration, store);
            // A running daemon sees to that itself.
            if (DaemonLock.holder(store.file()).isEmpty()) {
                new Successions(store, world.clock())
                        .examineAll(() -> DaemonLock.holder(store.file()).isEmpty());
            }
            return summary;
        }
    }

    /// The very same on a copy: what one mail says decides what another counts for.
    private ReparseSummary onCopy(Configuration configuration) throws IOException {
        try (DryRunCopy copy = DryRunCopy.beside(configuration.store())) {
            try (Store store = setup.openStore(Access.READ)) {
                setup.requireTrust(store);
                requireRoom(store);
                new Backup(store).to(copy.file());
            }
            try (Store store = Store.open(copy.file(), Access.WRITE, FaultPoints.INERT)) {
                store.keepManyPages();
                return reparse(configuration, store);
            }
        }
    }

    private void removeLeftBehind(Configuration configuration) throws IOException {
        for (Path folder : DryRunCopy.removeLeftBehind(configuration.store())) {
            world.err()
                    .println(
                            "nikkan: %s holds a copy of the store that an ended dry run has left, and cannot be removed."
                                    .formatted(folder));
        }
    }

    private static void requireRoom(Store store) {
        long needed = store.file().toFile().length() + DiskRoom.TO_FETCH;
        if (store.freeSpace() < needed) {
            throw new Failure(
                    ExitCode.IO,
                    "A dry run needs a copy of the store: %d MB beside %s, where %d MB are free."
                            .formatted(needed >> 20, store.file(), store.freeSpace() >> 20));
        }
    }

    private ReparseSummary reparse(Configuration configuration, Store store) {
        Reparse reparse = new Reparse(
                setup.intake(configuration, new MailStore(store, world.clock())),
                store,
                Runtime.getRuntime().availableProcessors());
        Reparse.Work work = reparse.work();
        if (work.goesOn()) {
            world.err()
                    .println("An interrupted run goes on behind mail "
                            + work.mark().after() + ".");
        }
        ReparseSummary summary = new ReparseSummary(dryRun, MessageParser.VERSION);
        Progress progress = new Progress(world, work.left());
        try {
            reparse.run(work, step -> {
                summary.add(step.done(), step.changes());
                progress.read(step.done());
                progress.show(summary::account);
            });
        } finally {
            progress.clear();
        }
        return summary;
    }
}
