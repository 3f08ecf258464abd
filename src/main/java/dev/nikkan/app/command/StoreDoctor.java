package dev.nikkan.app.command;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.digest.signal.MeetingCalendar;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.model.Day;
import dev.nikkan.render.TemplateProblem;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Access;
import dev.nikkan.store.DiskRoom;
import dev.nikkan.store.Instance;
import dev.nikkan.store.Store;
import dev.nikkan.store.StoreException;
import dev.nikkan.store.StoreStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/// The parts on this machine.
final class StoreDoctor {
    private final Configuration configuration;
    private final Path file;
    private final InstantSource clock;

    StoreDoctor(Configuration configuration, InstantSource clock) {
        this.configuration = configuration;
        this.file = configuration.store().toAbsolutePath();
        this.clock = clock;
    }

    private Path folder() {
        return file.resolveSibling("").normalize();
    }

    List<Diagnosis> store() {
        if (!Files.exists(folder())) {
            return List.of(Diagnosis.warn(
                    "store",
                    folder() + " does not exist yet; systemd makes it when the service starts (StateDirectory=),"
                            + " without systemd make it yourself."));
        }
        if (!Files.isWritable(folder())) {
            return List.of(
                    Diagnosis.fail("store", folder() + " is no folder that this user can write to; make it so."));
        }
        if (!Files.exists(file)) {
            return List.of(Diagnosis.warn("store", file + " does not exist yet; nikkan run makes it."));
        }
        try (Store store = Store.open(file, Access.READ, FaultPoints.INERT)) {
            StoreStatus status = StoreStatus.of(store, clock.instant());
            return List.of(Diagnosis.ok(
                    "store",
                    "%s, newest mail %s"
                            .formatted(
                                    file, status.newest().map(Instant::toString).orElse("none yet"))));
        } catch (StoreException e) {
            return List.of(Diagnosis.fail("store", String.valueOf(e.getMessage())));
        }
    }

    List<Diagnosis> disk() {
        try {
            long free = Files.getFileStore(existing(folder())).getUsableSpace();
            String sentence = "%d MB free in %s".formatted(free >> 20, folder());
            if (free < DiskRoom.TO_SEND) {
                return List.of(Diagnosis.fail("disk", sentence + ": nothing is fetched or sent; make room."));
            }
            return List.of(
                    free < DiskRoom.TO_FETCH
                            ? Diagnosis.fail("disk", sentence + ": nothing is fetched below 200 MB; make room.")
                            : Diagnosis.ok("disk", sentence));
        } catch (IOException e) {
            return List.of(Diagnosis.fail("disk", "%s: %s.".formatted(folder(), Causes.of(e))));
        }
    }

    /// The folder, or that in which it will be made.
    private static Path existing(Path folder) {
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    List<Diagnosis> clock() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (Files.exists(file)) {
            try (Store store = Store.open(file, Access.READ, FaultPoints.INERT)) {
                return List.of(new Instance(store, RandomGenerator.getDefault())
                        .held(now)
                        .map(reason -> Diagnosis.fail(
                                "clock", "sending is held: " + reason + "; nikkan send --release lifts it."))
                        .orElseGet(() -> Diagnosis.ok("clock", now + ", not before the newest mail")));
            } catch (StoreException _) {
                return List.of(Diagnosis.warn("clock", now + "; without a store there is nothing to compare it with."));
            }
        }
        return List.of(Diagnosis.ok("clock", now.toString()));
    }

    List<Diagnosis> templates() {
        List<TemplateProblem> problems = Templates.check(configuration.digest().templates());
        if (problems.isEmpty()) {
            String where =
                    configuration.digest().templates().map(Path::toString).orElse("the built-in ones");
            return List.of(Diagnosis.ok("templates", where));
        }
        return problems.stream()
                .map(problem -> Diagnosis.fail("templates", problem.toString()))
                .toList();
    }

    List<Diagnosis> calendar() {
        MeetingCalendar calendar = SignalFiles.meetings(configuration.digest());
        return List.of(calendar.warning(Day.of(clock.instant()))
                .map(warning -> Diagnosis.warn("calendar", warning))
                .orElseGet(() -> Diagnosis.ok(
                        "calendar",
                        "IETF meetings until %s"
                                .formatted(calendar.meetings().getLast().last()))));
    }
}
