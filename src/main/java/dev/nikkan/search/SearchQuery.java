package dev.nikkan.search;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.RfcNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to search for: entries that meet all conditions and whose day lies in `[from, until)`.
///
/// @param text as it was typed
/// @param named the one draft or RFC that the whole query is the name of, if it is one
public record SearchQuery(
        String text, List<Condition> conditions, Optional<Day> from, Optional<Day> until, Optional<Named> named) {
    public SearchQuery {
        conditions = List.copyOf(conditions);
    }

    /// A thing by its name.
    public sealed interface Named {
        record Draft(DraftName name) implements Named {}

        record Rfc(RfcNumber number) implements Named {}
    }

    /// Whether it asks for any word, and not for labels and days alone.
    public boolean asksForWords() {
        return conditions.stream().anyMatch(SearchQuery::asksForWords);
    }

    private static boolean asksForWords(Condition condition) {
        return switch (condition) {
            case Condition.Phrase _, Condition.UnderAnyName _ -> true;
            case Condition.Either either -> either.conditions().stream().anyMatch(SearchQuery::asksForWords);
            case Condition.Label _, Condition.Not _ -> false;
        };
    }

    /// The drafts that it asks for under any of their names.
    public Set<DraftName> drafts() {
        return conditions.stream().flatMap(SearchQuery::drafts).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<DraftName> drafts(Condition condition) {
        return switch (condition) {
            case Condition.UnderAnyName(DraftName draft) -> Stream.of(draft);
            case Condition.Either either -> either.conditions().stream().flatMap(SearchQuery::drafts);
            case Condition.Not not -> drafts(not.condition());
            case Condition.Phrase _, Condition.Label _ -> Stream.empty();
        };
    }

    /// Understands a query.
    ///
    /// @param kinds the values that `kind:` may have
    /// @throws QueryException if it cannot be understood, or asks for nothing
    public static SearchQuery parse(String text, Set<String> kinds) throws QueryException {
        return new QueryReader(text, kinds).read();
    }
}
