package dev.nikkan.bench;

import dev.nikkan.fault.FaultPoints;
import dev.nikkan.search.SearchQuery;
import dev.nikkan.store.Access;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.SearchResult;
import dev.nikkan.store.Store;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long searches take in a large store: the words understood, the entries found, counted and ranked, and
/// the first twenty read.
final class Search {
    private static final int MESSAGES = Bench.number("MESSAGES", 1_000_000);
    private static final int REPEATS = Bench.number("REPEATS", 21);
    private static final int LIMIT = 20;

    /// Some that people type, and those that are hard for an index: the commonest words, phrases of them, short
    /// prefixes, single characters, labels and days alone.
    private static final List<String> QUERIES = List.of(
            "the",
            "protocol",
            "the protocol",
            "security protocol server",
            "\"transport layer\"",
            "\"of the\"",
            "a*",
            "pro*",
            "auth*",
            "v6",
            "鍵",
            "elinel lodorcon",
            "サーバーとクライアント",
            "wg:tls",
            "elinel quic -tls",
            "after:2024",
            "protocol after:2020 before:2021",
            "author:benconson",
            "RFC 9114",
            "ech OR quic kind:last-call title:tls");

    private Search() {}

    public static void main(String[] args) throws Exception {
        String kept = System.getenv("STORE");
        Path file = kept == null || kept.isEmpty() ? Bench.WORK.resolve("nikkan.db") : Path.of(kept);
        if (!Files.exists(file)) {
            try (Store store = Store.open(file, Access.CREATE, FaultPoints.INERT)) {
                new Entries(new MailStore(store, InstantSource.system()), MESSAGES).write();
            }
        }
        System.out.printf(Locale.ROOT, "store: %.0f MB%n", Files.size(file) / 1e6);
        try (Store store = Store.open(file, Access.READ, FaultPoints.INERT)) {
            measure(new dev.nikkan.store.Search(store));
        }
    }

    private static void measure(dev.nikkan.store.Search search) throws Exception {
        Figures figures = new Figures();
        List<Double> all = new ArrayList<>();
        List<Double> busy = new ArrayList<>();
        for (int repeat = 0; repeat <= REPEATS; repeat++) {
            for (String text : QUERIES) {
                long cpu = processor();
                long start = System.nanoTime();
                SearchResult result = search.find(
                        SearchQuery.parse(text, dev.nikkan.store.Search.kinds()),
                        dev.nikkan.store.Search.Order.RELEVANCE,
                        0,
                        LIMIT);
                double millis = Bench.millisSince(start);
                if (repeat > 0) { // the first round warms
                    figures.note("%s (%s), ms".formatted(text, result.total()), millis, "< 200");
                    all.add(millis);
                    busy.add((processor() - cpu) / 1e6);
                }
            }
        }
        all.forEach(millis -> figures.note("all of them, ms", millis, "< 20"));
        busy.forEach(millis -> figures.note("all of them, ms of processor time", millis, "< 20"));
        figures.print();
    }

    /// Nanoseconds that this thread was at work: what a search costs however busy the machine is.
    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
