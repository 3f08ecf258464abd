package dev.nikkan.app.daemon;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.KnownFilterNames;
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.deliver.Courier;
import dev.nikkan.deliver.SmtpTimeouts;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Tokens;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.store.Answers;
import dev.nikkan.store.Bounces;
import dev.nikkan.store.Instance;
import dev.nikkan.store.Letters;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import dev.nikkan.store.TokenKeys;
import dev.nikkan.subscribe.Reception;
import dev.nikkan.subscribe.Registrar;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The daemon's dealings with subscribers: what they write, and a courier for the answers, who does not wait
/// behind twenty thousand digests. Only where `[list]` has an `address`.
final class Correspondence implements AutoCloseable {
    private final Registrar registrar;
    private final Reception reception;
    private final Courier courier;

    private Correspondence(Registrar registrar, Reception reception, Courier courier) {
        this.registrar = registrar;
        this.reception = reception;
        this.courier = courier;
    }

    static Optional<Correspondence> of(
            Configuration configuration, Store store, Daemon.Outside outside, LongSupplier freeDisk) {
        MailIdentity identity = configuration.identity().orElseThrow();
        return identity.listAddress().map(list -> of(configuration, identity, list, store, outside, freeDisk));
    }

    private static Correspondence of(
            Configuration configuration,
            MailIdentity identity,
            EmailAddress list,
            Store store,
            Daemon.Outside outside,
            LongSupplier freeDisk) {
        Letters letters = new Letters(
                store,
                new MailStore(store, outside.clock()),
                outside.clock(),
                new KnownFilterNames(
                        SignalFiles.settings(configuration.digest()).themes()));
        Tokens tokens = tokens(store, identity, outside.random());
        Registrar.Settings settings =
                new Registrar.Settings(identity, list, configuration.digest().language());
        Registrar registrar = new Registrar(
                letters,
                new Bounces(store, outside.clock()),
                tokens,
                settings,
                outside.clock(),
                outside.random(),
                outside.faults());
        Courier courier = new Courier(
                // There are sixty answers an hour at most.
                configuration.smtp().orElseThrow().over(1),
                SmtpTimeouts.STANDARD,
                new Courier.Surroundings(
                        new Answers(store),
                        new Instance(store, outside.random()),
                        outside.clock(),
                        outside.random(),
                        freeDisk,
                        outside.faults()));
        Reception reception =
                new Reception(letters, tokens, settings, courier::wake, outside.clock(), outside.random());
        return new Correspondence(registrar, reception, courier);
    }

    static Tokens tokens(Store store, MailIdentity identity, RandomGenerator random) {
        return new Tokens(TokenKeys.beside(store.file(), random), identity.domain());
    }

    void start() {
        courier.start();
    }

    /// The other door to the same, for the web.
    Reception reception() {
        return reception;
    }

    /// @return whether there may be more to deal with
    boolean look() {
        boolean any = registrar.look();
        if (any) {
            courier.wake();
        }
        return any;
    }

    @Override
    public void close() {
        courier.close();
    }
}
