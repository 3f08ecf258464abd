package dev.nikkan.acceptance;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.daemon.Daemon;
import dev.nikkan.app.daemon.ServiceManager;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.fixtures.StoreHouse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/// The whole daemon in this process, on the clock of a store's house, at which it looks twenty times a second.
record LivingDaemon(Daemon daemon, Thread life) {
    static LivingDaemon start(Configuration configuration, StoreHouse house) {
        Daemon daemon = new Daemon(
                configuration,
                house.store,
                new Daemon.Outside(
                        house.clock,
                        new Random(1),
                        FaultPoints.INERT,
                        ServiceManager.of(Map.of()),
                        Duration.ofMillis(50)));
        Thread life = Thread.ofPlatform().start(() -> {
            try {
                daemon.live();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        daemon.start();
        return new LivingDaemon(daemon, life);
    }

    void close() throws InterruptedException {
        daemon.close();
        life.join();
    }
}
