package dev.nikkan.app.daemon;

import dev.nikkan.app.config.Configuration;
import dev.nikkan.app.config.SignalFiles;
import dev.nikkan.deliver.Courier;
import dev.nikkan.deliver.SmtpSettings;
import dev.nikkan.deliver.SmtpTimeouts;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.intake.Intake;
import dev.nikkan.intake.MailboxWatch;
import dev.nikkan.intake.Reparse;
import dev.nikkan.intake.SourceSettings;
import dev.nikkan.model.Day;
import dev.nikkan.model.MailingList;
import dev.nikkan.publish.EditionTime;
import dev.nikkan.publish.OverviewDesk;
import dev.nikkan.publish.Preparation;
import dev.nikkan.publish.Press;
import dev.nikkan.publish.Publisher;
import dev.nikkan.publish.Scribe;
import dev.nikkan.publish.Source;
import dev.nikkan.publish.SummarySettings;
import dev.nikkan.publish.SummaryShelf;
import dev.nikkan.render.MailHeader;
import dev.nikkan.render.MailIdentity;
import dev.nikkan.render.Renderer;
import dev.nikkan.render.Templates;
import dev.nikkan.store.Editions;
import dev.nikkan.store.Instance;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Outbox;
import dev.nikkan.store.Overviews;
import dev.nikkan.store.SourceLog;
import dev.nikkan.store.Store;
import dev.nikkan.store.StoreException;
import dev.nikkan.store.Subscribers;
import dev.nikkan.store.Successions;
import dev.nikkan.store.Summaries;
import dev.nikkan.summary.Prompts;
import dev.nikkan.summary.engine.Engine;
import dev.nikkan.web.Listener;
import dev.nikkan.web.WebSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daemon's life, and the one place where its parts are put together. The parts do not know each other:
/// they meet in the store.
public final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    /// What an import takes at most from storing a mail to having read it.
    private static final Duration IMPORTS_TIME = Duration.ofMinutes(1);
    private static final Duration PATIENCE_FOR_READINESS = Duration.ofSeconds(20);

    /// What the daemon is given from outside.
    ///
    /// @param lookEvery how long the clock goes unasked at most
    /// @param healthy whether nothing is overdue, for monitors that ask the web server
    /// @param machine that this runs on ([Machine])
    public record Outside(
            InstantSource clock,
            RandomGenerator random,
            FaultPoints faults,
            ServiceManager service,
            Duration lookEvery,
            Predicate<Store> healthy,
            Optional<String> machine) {
        /// Where no monitor asks, on no machine in particular.
        public Outside(
                InstantSource clock,
                RandomGenerator random,
                FaultPoints faults,
                ServiceManager service,
                Duration lookEvery) {
            this(clock, random, faults, service, lookEvery, _ -> true, Optional.empty());
        }
    }

    private final Store store;
    private final Outside outside;
    private final Intake intake;
    private final List<Watched> sources;
    private final Editions editions;
    private final Successions successions;
    private final Instance instance;
    private final Outbox outbox;
    private final Publisher publisher;
    private final Courier courier;
    private final Optional<Correspondence> correspondence;
    private final Progress progress;
    private final Optional<Scribe> scribe;
    private final Optional<OverviewDesk> overviews;
    private final Configuration configuration;
    private final AtomicReference<@Nullable Listener> listener = new AtomicReference<>();
    private final SpareHeap heap;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean closing;
    /// What the store last failed of, as it was said; empty while it works.
    private String storeTrouble = "";

    /// @param store open for writing, and locked for us
    public Daemon(Configuration configuration, Store store, Outside outside) {
        this.configuration = configuration;
        this.store = store;
        this.outside = outside;
        SmtpSettings smtp = configuration.smtp().orElseThrow();
        MailIdentity identity = configuration.identity().orElseThrow();
        LongSupplier freeDisk = store::freeSpace;
        this.intake = new Intake(
                new MailStore(store, outside.clock()),
                configuration.trust(),
                identity.listId().map(MailingList::new),
                outside.faults());
        SourceLog sourceLog = new SourceLog(store, outside.clock());
        sourceLog.keep((account, folder) -> configuration.sources().stream()
                .anyMatch(source ->
                        source.account().equals(account) && source.folders().contains(folder)));
        this.sources = configuration.sources().stream()
                .flatMap(
                        source -> source.folders().stream().map(folder -> watched(source, folder, sourceLog, freeDisk)))
                .toList();
        this.heap = new SpareHeap(Runtime.getRuntime()::totalMemory, () -> {
            store.releasePages();
            System.gc();
        });
        this.editions = new Editions(store, outside.clock(), outside.faults());
        this.successions = new Successions(store, outside.clock());
        this.instance = new Instance(store, outside.random(), outside.machine());
        this.outbox = new Outbox(store);
        Optional<Engine> engine = configuration
                .summary()
                .engine()
                .map(asked -> new Engine(asked, Engine.Backoff.STANDARD, outside.clock(), outside.random()));
        this.scribe = engine.map(asked -> scribe(asked, configuration.summary()));
        this.overviews = engine.map(asked -> overviews(asked, configuration));
        this.publisher = new Publisher(
                editions,
                instance,
                sources,
                overviews.<Preparation>map(desk -> desk).orElse(Preparation.NONE),
                press(configuration, store, outside.clock(), outside.random()),
                configuration.digest(),
                outside.clock(),
                outside.faults());
        this.courier = new Courier(
                smtp,
                SmtpTimeouts.STANDARD,
                new Courier.Surroundings(
                        outbox, instance, outside.clock(), outside.random(), freeDisk, outside.faults()));
        this.correspondence = Correspondence.of(configuration, store, outside, freeDisk);
        this.progress = new Progress(sourceLog, configuration.sources(), outside.clock());
    }

    private Scribe scribe(Engine engine, SummarySettings settings) {
        return new Scribe(
                new Summaries(store, outside.clock()),
                engine,
                Prompts.load(settings.prompts()),
                settings,
                outside.clock());
    }

    private OverviewDesk overviews(Engine engine, Configuration configuration) {
        return new OverviewDesk(
                new OverviewDesk.Shelves(
                        editions, new Overviews(store, outside.clock()), new Summaries(store, outside.clock())),
                engine,
                Prompts.load(configuration.summary().prompts()),
                configuration.summary(),
                SignalFiles.finder(configuration.digest()),
                configuration.digest(),
                outside.clock(),
                this::look);
    }

    private Watched watched(SourceSettings source, String folder, SourceLog sourceLog, LongSupplier freeDisk) {
        return new Watched(
                source.host() + "/" + folder,
                new MailboxWatch(source, folder, intake, sourceLog, outside.clock(), outside.random(), freeDisk),
                this::look);
    }

    /// What turns a day into mails, as configured.
    static Press press(Configuration configuration, Store store, InstantSource clock, RandomGenerator random) {
        MailIdentity identity = configuration.identity().orElseThrow();
        return new Press(
                new Renderer(
                        Templates.load(configuration.digest().templates()),
                        identity.listAddress(),
                        identity.web(),
                        configuration.digest().frame()),
                new MailHeader(identity),
                SignalFiles.finder(configuration.digest()),
                SignalFiles.settings(configuration.digest()).themes(),
                configuration.digest(),
                SummaryShelf.of(configuration.summary(), new Summaries(store, clock), new Overviews(store, clock)),
                clock,
                random,
                identity.listAddress()
                        .map(_ -> new Press.Personal(
                                Correspondence.tokens(store, identity, random), identity.bounces())));
    }

    /// Starts everything; ready when each source has been read once, or has been seen not to be readable.
    public void start() {
        instance.takeOver();
        new MailStore(store, outside.clock()).noteRules(configuration.trust().fingerprint());
        int left = new Subscribers(store, outside.clock()).heedSuppressions();
        if (left > 0) {
            LOG.warn("{} subscribers had left since this store was backed up: they get nothing.", left);
        }
        instance.held(outside.clock().instant())
                .ifPresent(reason -> LOG.warn("Sending is held: {}. `nikkan send --release` lifts the hold.", reason));
        intake.resume();
        int outdated = Reparse.outdated(store);
        if (outdated > 0) {
            LOG.info("{} mails were read by an older version; `nikkan reparse` would read them anew.", outdated);
        }
        courier.start();
        correspondence.ifPresent(Correspondence::start);
        scribe.ifPresent(Scribe::start);
        configuration.web().ifPresent(this::listen);
        List<CompletableFuture<Instant>> first =
                sources.stream().map(Watched::requestFullPass).toList();
        sources.forEach(source -> source.watch.start());
        var _ = CompletableFuture.allOf(first.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_FOR_READINESS.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> ready(first));
    }

    /// Without its pages the daemon still is what it is for.
    private void listen(WebSettings web) {
        try {
            Listener pages = new Listener(
                    web,
                    configuration.identity().orElseThrow(),
                    configuration.digest().language(),
                    correspondence.orElseThrow().reception(),
                    () -> outside.healthy().test(store));
            pages.start();
            listener.set(pages);
        } catch (IOException e) {
            LOG.error(
                    "There are no pages for subscribers: {} port {} cannot be had ({}). Change bind or port of [web].",
                    web.listen().getHostString(),
                    web.listen().getPort(),
                    e.getMessage());
        }
    }

    private void ready(List<CompletableFuture<Instant>> first) {
        long read = first.stream().filter(CompletableFuture::isDone).count();
        String status = "watching %d of %d folders".formatted(read, first.size());
        LOG.info("Ready: {}", status);
        outside.service().ready(status);
    }

    /// Looks at the clock until the daemon is closed.
    public void live() throws InterruptedException {
        while (!closing) {
            lookOnce();
            boolean woken = wakeUps.tryAcquire(untilLook().toNanos(), TimeUnit.NANOSECONDS);
            if (woken) {
                wakeUps.drainPermits();
            }
        }
    }

    /// An edition leaves at its second as far as the clock goes on as it should, and no later than a look if not.
    private Duration untilLook() {
        Duration edition =
                EditionTime.of(configuration.digest()).untilNext(outside.clock().instant());
        return edition.compareTo(outside.lookEvery()) < 0 ? edition : outside.lookEvery();
    }

    /// Asks for a look at the clock now.
    public void look() {
        wakeUps.release();
    }

    private void lookOnce() {
        try {
            // What `quarantine retry` or a killed import has left to be read.
            intake.resume(outside.clock().instant().minus(IMPORTS_TIME));
            // Before an edition, which says of a first version what it was before.
            if (successions.examine() > 0) {
                look(); // there may be more, but the other duties come in between
            }
            if (correspondence.isPresent() && correspondence.get().look()) {
                look(); // likewise
            }
            if (publisher.look() > 0) {
                courier.wake();
            }
            outbox.settle();
            editions.open(Day.of(outside.clock().instant()));
            scribe.ifPresent(Scribe::wake);
            overviews.ifPresent(OverviewDesk::look);
            progress.check().ifPresentOrElse(outside.service()::status, outside.service()::alive);
            heap.giveBack(outside.clock().instant());
            storeTrouble = "";
        } catch (StoreException e) {
            storeFailed(e);
        } catch (RuntimeException e) {
            LOG.error("What is due at the clock (editions, outbox, answers) could not be done; it is tried again.", e);
        }
    }

    /// A full disk and a lock pass by themselves, so the daemon lives on: were it killed, what has been
    /// accepted and could not be written down would be sent again.
    private void storeFailed(StoreException e) {
        String sentence = String.valueOf(e.getMessage());
        if (!sentence.equals(storeTrouble)) {
            storeTrouble = sentence;
            LOG.error("{}", sentence);
        }
        if (e.kind() == StoreException.Kind.FULL || e.kind() == StoreException.Kind.BUSY) {
            outside.service().status(sentence);
            outside.service().alive();
        }
    }

    /// Begins nothing new, lets a mail that is on its way arrive, and closes the store.
    @Override
    public void close() {
        closing = true;
        outside.service().stopping();
        look();
        Listener pages = listener.getAndSet(null);
        if (pages != null) {
            pages.close();
        }
        sources.forEach(source -> source.watch.close());
        courier.close();
        correspondence.ifPresent(Correspondence::close);
        overviews.ifPresent(OverviewDesk::close);
        scribe.ifPresent(Scribe::close);
        store.close();
        LOG.info("Stopped.");
    }

    /// A watched folder as the publisher needs it.
    private record Watched(String name, MailboxWatch watch, Runnable whenRead) implements Source {
        @Override
        public CompletableFuture<Instant> requestFullPass() {
            CompletableFuture<Instant> pass = watch.requestFullPass();
            return pass.whenComplete((began, failure) -> whenRead.run());
        }
    }
}
