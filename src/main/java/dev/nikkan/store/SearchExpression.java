package dev.nikkan.store;

import dev.nikkan.model.DraftName;
import dev.nikkan.search.Condition;
import dev.nikkan.search.Condition.Either;
import dev.nikkan.search.Condition.Label;
import dev.nikkan.search.Condition.Not;
import dev.nikkan.search.Condition.Phrase;
import dev.nikkan.search.Condition.Place;
import dev.nikkan.search.Condition.UnderAnyName;
import dev.nikkan.search.SearchQuery;
import dev.nikkan.search.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A query in the syntax of FTS5 (sqlite.org/fts5.html §3). Nothing of what was typed is in it but folded words
/// and labels, each in quotation marks.
final class SearchExpression {
    /// Where a word without a field is looked for.
    enum Scope {
        EVERYWHERE(""),
        /// What an entry is called, which says better what it is about than its text does.
        NAMES("{name title} : ");

        private final String columns;

        Scope(String columns) {
            this.columns = columns;
        }
    }

    private static final String EVERY_ENTRY = quoted(SearchDocument.EVERY_ENTRY);

    private final Scope scope;
    private final Map<DraftName, List<DraftName>> names;

    private SearchExpression(Scope scope, Map<DraftName, List<DraftName>> names) {
        this.scope = scope;
        this.names = names;
    }

    /// @param names of each draft that is asked for under any name, all that it had
    static String of(SearchQuery query, Scope scope, Map<DraftName, List<DraftName>> names) {
        return new SearchExpression(scope, names).all(query.conditions());
    }

    private String all(List<Condition> conditions) {
        String wanted = conditions.stream()
                .filter(condition -> !(condition instanceof Not))
                .map(this::one)
                .collect(Collectors.joining(" AND "));
        String unwanted = conditions.stream()
                .filter(Not.class::isInstance)
                .map(not -> everywhere().one(((Not) not).condition()))
                .collect(Collectors.joining(" OR "));
        String from = wanted.isEmpty() ? EVERY_ENTRY : wanted;
        return unwanted.isEmpty() ? from : "(%s) NOT (%s)".formatted(from, unwanted);
    }

    private String one(Condition condition) {
        return switch (condition) {
            case Phrase phrase -> "(%s%s%s)".formatted(columns(phrase), words(phrase), phrase.prefix() ? " *" : "");
            case Label(Condition.Property property, String value) -> quoted(SearchDocument.label(property, value));
            case Either(List<Condition> conditions) ->
                conditions.stream().map(this::one).collect(Collectors.joining(" OR ", "(", ")"));
            case Not(Condition unwanted) ->
                "(%s NOT %s)".formatted(EVERY_ENTRY, everywhere().one(unwanted));
            case UnderAnyName(DraftName draft) ->
                names.getOrDefault(draft, List.of(draft)).stream()
                        .map(DraftName::value)
                        .map(Words::folded)
                        .map(words -> one(new Phrase(Place.NAME, List.of(words.split(" ", -1)), false)))
                        .collect(Collectors.joining(" OR ", "(", ")"));
        };
    }

    /// What is excluded is excluded wherever it stands.
    private SearchExpression everywhere() {
        return new SearchExpression(Scope.EVERYWHERE, names);
    }

    private String columns(Phrase phrase) {
        return switch (phrase.place()) {
            case ANYWHERE -> scope.columns;
            case NAME -> "{name about} : ";
            case TITLE -> "title : ";
            case AUTHOR -> "authors : ";
            case GROUP -> "wg : ";
        };
    }

    private static String words(Phrase phrase) {
        return quoted(String.join(" ", phrase.words()));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "") + '"';
    }
}
