package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.Configuration.Use;
import dev.nikkan.app.daemon.Daemon;
import dev.nikkan.app.daemon.FaultInjection;
import dev.nikkan.app.daemon.Machine;
import dev.nikkan.app.daemon.ServiceManager;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.publish.Publisher;
import dev.nikkan.store.Access;
import dev.nikkan.store.DaemonLock;
import dev.nikkan.store.Store;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

@picocli.CommandLine.Command(
        name = "run",
        header = "Watch the mailboxes and send each day's digest: the daemon, in the foreground.",
        description = {
            "",
            "Ends on SIGTERM or Ctrl-C: a mail that is on its way is let through, nothing new is begun. What is left"
                    + " goes on at the next start."
        },
        footer = {"", "Example:", "  nikkan -c /etc/nikkan/nikkan.toml run"})
final class RunCommand implements Command {
    /// Until then a store is checked before anything else; a larger one would make the start slow.
    private static final long CHECKED_AT_START = 64L << 20;

    private final World world;
    private final Setup setup;

    RunCommand(World world, Setup setup) {
        this.world = world;
        this.setup = setup;
    }

    @Override
    public ExitCode run() {
        Configuration configuration = setup.configuration(Use.SERVERS);
        FaultPoints faults = Optional.ofNullable(world.environment().get("NIKKAN_FAULT"))
                .map(FaultInjection::of)
                .orElse(FaultPoints.INERT);
        try (DaemonLock _ = lock(configuration);
                Store store = Store.open(configuration.store(), Access.CREATE, faults)) {
            requireSound(store);
            live(configuration, store, faults);
        }
        return ExitCode.OK;
    }

    private static DaemonLock lock(Configuration configuration) {
        return DaemonLock.take(configuration.store(), process())
                .orElseThrow(() -> new Failure(
                        ExitCode.TEMPORARY,
                        "Another daemon (process %s) is running on %s."
                                .formatted(
                                        DaemonLock.holder(configuration.store())
                                                .map(String::valueOf)
                                                .orElse("that has just ended"),
                                        configuration.store())));
    }

    private static long process() {
        return ProcessHandle.current().pid();
    }

    private static void requireSound(Store store) {
        if (store.file().toFile().length() > CHECKED_AT_START) {
            return;
        }
        List<String> wrong = store.quickCheck();
        if (!wrong.isEmpty()) {
            throw new Failure(
                    ExitCode.BAD_INPUT,
                    "%s is damaged (%s). Restore it from a backup; nothing was fetched or sent."
                            .formatted(store.file(), wrong.getFirst()));
        }
    }

    private void live(Configuration configuration, Store store, FaultPoints faults) {
        Daemon daemon = new Daemon(
                configuration,
                store,
                new Daemon.Outside(
                        world.clock(),
                        new SecureRandom(),
                        faults,
                        ServiceManager.of(world.environment()),
                        Publisher.LOOK_EVERY,
                        open -> Health.of(open, configuration, world.clock(), Optional.of(process()))
                                .overdue()
                                .isEmpty(),
                        Machine.named(Machine.ID)));
        // The hook waits for the daemon and then ends the process itself: a JVM that was told to stop would
        // report 143, and a stop that was asked for is a success.
        Thread farewell = Thread.ofPlatform().unstarted(() -> {
            daemon.close();
            Runtime.getRuntime().halt(ExitCode.OK.status());
        });
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            daemon.start();
            daemon.live();
            // Returning would close the store under the mails that are still on their way: nobody could write
            // down that they have arrived, and the next start would send them again.
            farewell.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(daemon, farewell);
            throw e;
        }
    }

    /// What failed is no stop that was asked for: the process is to end with the status of the error.
    private static void failed(Daemon daemon, Thread farewell) {
        try {
            if (Runtime.getRuntime().removeShutdownHook(farewell)) {
                daemon.close();
            }
        } catch (IllegalStateException _) {
            // It is being stopped already.
        }
    }
}
