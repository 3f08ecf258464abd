package dev.nikkan.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.StoreHouse;
import dev.nikkan.model.Secret;
import dev.nikkan.model.TransportSecurity;
import dev.nikkan.store.SourceLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/// A store and watches that fill it, with all the daemon's minutes as fractions of a second.
final class WatchHouse implements AutoCloseable {
    static final String PASSWORD = "correct-horse-battery";
    static final Timing QUICK = new Timing(
            Duration.ofSeconds(2),
            Duration.ofMillis(400),
            Duration.ofMillis(800),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(1500),
            Duration.ofHours(1));

    final StoreHouse house;
    final Intake intake;
    final SourceLog sourceLog;
    private final List<MailboxWatch> watches = new ArrayList<>();
    private LongSupplier freeDisk = () -> Long.MAX_VALUE;
    private FetchLimits limits = FetchLimits.DEFAULT;
    private Timing timing = QUICK;
    private Duration idleRenew = Duration.ofSeconds(1);
    private Duration poll = Duration.ofSeconds(30);
    private AfterStore afterStore = new AfterStore.Leave();

    WatchHouse(Path folder) {
        this(folder, FaultPoints.INERT);
    }

    WatchHouse(Path folder, FaultPoints faults) {
        house = new StoreHouse(folder);
        intake = new Intake(house.mails, TrustSettings.DEFAULT, Optional.empty(), faults);
        sourceLog = new SourceLog(house.store, house.clock);
    }

    WatchHouse freeDisk(LongSupplier octets) {
        freeDisk = octets;
        return this;
    }

    WatchHouse limits(FetchLimits some) {
        limits = some;
        return this;
    }

    WatchHouse timing(Timing some) {
        timing = some;
        return this;
    }

    WatchHouse idleRenew(Duration some) {
        idleRenew = some;
        return this;
    }

    WatchHouse poll(Duration some) {
        poll = some;
        return this;
    }

    WatchHouse afterStore(AfterStore some) {
        afterStore = some;
        return this;
    }

    MailboxWatch watch(int port) {
        return watch(port, "reader");
    }

    MailboxWatch watch(int port, String user) {
        return watch(source(port, new Login.Password(user, new Secret(PASSWORD))));
    }

    SourceSettings source(int port, Login login) {
        return new SourceSettings(
                "127.0.0.1",
                port,
                TransportSecurity.NONE,
                Optional.empty(),
                login,
                List.of("INBOX"),
                afterStore,
                idleRenew,
                poll);
    }

    MailboxWatch watch(SourceSettings source) {
        MailboxWatch watch = new MailboxWatch(
                source, "INBOX", intake, sourceLog, house.clock, new Random(1), freeDisk, timing, limits);
        watches.add(watch);
        watch.start();
        return watch;
    }

    /// The UIDs that have a place, in order.
    List<String> storedUids() {
        return house.query("SELECT uid FROM place ORDER BY mailbox, uid");
    }

    void awaitStored(String... uids) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(storedUids()).containsExactly(uids));
    }

    String state() {
        return String.join(",", house.query("SELECT state FROM source_state"));
    }

    String error() {
        return String.join(",", house.query("SELECT error FROM source_state"));
    }

    void awaitState(String state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> state().equals(state));
    }

    @Override
    public void close() {
        watches.forEach(MailboxWatch::close);
        house.close();
    }
}
