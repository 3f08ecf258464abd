package dev.nikkan.store;

import java.util.Optional;

/// A verdict ready to be written: what can be done without the store, and on any thread, is done.
///
/// Folding the words that search finds an entry by takes as long as to parse it.
public final class ReadyVerdict {
    private final Verdict verdict;
    private final Optional<SearchDocument> document;

    private ReadyVerdict(Verdict verdict, Optional<SearchDocument> document) {
        this.verdict = verdict;
        this.document = document;
    }

    public static ReadyVerdict of(Verdict verdict) {
        return new ReadyVerdict(
                verdict,
                verdict.outcome() instanceof Verdict.Entry entry
                        ? Optional.of(SearchDocument.of(Searchable.of(
                                entry.announcement(), verdict.message().text())))
                        : Optional.empty());
    }

    /// One that search is not told of.
    static ReadyVerdict unindexed(Verdict verdict) {
        return new ReadyVerdict(verdict, Optional.empty());
    }

    /// The same about a row that was not made when the mail was read.
    ReadyVerdict about(long id) {
        return new ReadyVerdict(
                new Verdict(id, verdict.message(), verdict.day(), verdict.outcome(), verdict.parser()), document);
    }

    public Verdict verdict() {
        return verdict;
    }

    /// What search finds it by, if it is an entry.
    Optional<SearchDocument> document() {
        return document;
    }
}
