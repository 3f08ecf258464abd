package dev.nikkan.app.config;

import dev.nikkan.digest.signal.Themes;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.Filter;
import dev.nikkan.model.Filter.Term;
import dev.nikkan.model.FilterNames;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The kinds of announcements, and the themes of this configuration.
public final class KnownFilterNames implements FilterNames {
    private static final List<String> KINDS = Stream.concat(
                    Stream.of("id", "rfc"), Arrays.stream(EventKind.values()).map(EventKind::text))
            .toList();
    private static final int NEAREST = 3;

    private final Collection<String> themes;

    public KnownFilterNames(Themes themes) {
        this.themes = themes.ids();
    }

    @Override
    public List<String> objections(Filter filter) {
        return filter.terms().stream().flatMap(term -> objection(term).stream()).toList();
    }

    private Optional<String> objection(Term term) {
        return switch (term.kind()) {
            case KIND -> objection(term, KINDS, KINDS);
            case THEME -> objection(term, themes, List.of());
            case WG, WORD, AUTHOR, DRAFT -> term.objection();
        };
    }

    /// @param otherwise what is named where nothing known is like it
    private static Optional<String> objection(Term term, Collection<String> known, List<String> otherwise) {
        if (known.contains(term.value())) {
            return Optional.empty();
        }
        List<String> nearest = NearestName.few(term.value(), known, NEAREST);
        List<String> named = nearest.isEmpty() ? otherwise : nearest;
        return Optional.of(term.objection(named));
    }
}
