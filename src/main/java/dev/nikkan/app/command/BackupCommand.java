package dev.nikkan.app.command;

import dev.nikkan.store.Access;
import dev.nikkan.store.Backup;
import dev.nikkan.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "backup",
        header = "Copy the store to a file, while the daemon runs, and check the copy.",
        description = {
            "",
            "The copy is readable by its owner only. Sending is held on it until \"nikkan send --release\": it is the"
                    + " store of an earlier moment, and must not mail by itself. Never copy the store with cp."
        },
        footer = {"", "Example:", "  nikkan backup /var/backups/nikkan-2026-11-23.db"})
final class BackupCommand implements Command {
    private final World world;
    private final Setup setup;

    @Parameters(paramLabel = "FILE", description = "the copy; it must not exist yet")
    private Path file = Path.of("");

    BackupCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() throws IOException {
        if (Files.exists(file)) {
            throw new Failure(ExitCode.IO, file + " exists already; a backup never overwrites. Name a new file.");
        }
        try (Store store = setup.openStore(Access.READ)) {
            List<String> damage = new Backup(store).to(file);
            if (!damage.isEmpty()) {
                throw new Failure(
                        ExitCode.IO,
                        "The copy %s is damaged (%s). Check the store itself, and keep older backups."
                                .formatted(file, damage.getFirst()));
            }
        }
        world.out().println("%s, %d octets, checked".formatted(file, Files.size(file)));
        return ExitCode.OK;
    }
}
