package dev.nikkan.digest.signal;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.nikkan.model.DraftName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Several drafts of the day that are about one thing; a watched theme may have a single one.
public sealed interface Topic extends Signal {
    Label label();

    /// By name, one revision a draft.
    List<Evidence.OfDraft> today();

    /// Empty while there is too little history to compare with.
    Optional<Usual> usual();

    /// What makes one topic go before another. Without history a group's documents weigh more than a theme's,
    /// because a group is what its name says.
    double weight();

    /// Of two topics with the same drafts the lower gives its name: a theme says more than a group, it more
    /// than a term.
    int rank();

    /// The drafts of the day and those of the history that they are compared with.
    @Override
    default List<Evidence> rows() {
        return Stream.<Evidence>concat(today().stream(), usual().stream().flatMap(usual -> usual.rows().stream()))
                .toList();
    }

    default int count() {
        return today().size();
    }

    default Set<DraftName> drafts() {
        return today().stream().map(row -> row.draft().name()).collect(toUnmodifiableSet());
    }

    /// How surprising it is, damped where it comes every day; a mere count where there is no history.
    default double score() {
        return usual().map(usual -> usual.everyday(count()) ? usual.ratio() / 2 : usual.ratio())
                .orElse(weight() * count());
    }

    default boolean burst() {
        return usual().map(Usual::burst).orElse(false);
    }

    /// @param theme its id in `themes.txt`
    /// @param watched told of even when a single draft has it
    /// @param within the ids of the themes around it
    record OfTheme(
            String theme,
            Label label,
            boolean watched,
            Set<String> within,
            List<Evidence.OfDraft> today,
            Optional<Usual> usual)
            implements Topic {
        public OfTheme {
            within = Set.copyOf(within);
            today = List.copyOf(today);
        }

        @Override
        public String id() {
            return "theme." + theme;
        }

        @Override
        public double weight() {
            return 4;
        }

        @Override
        public int rank() {
            return 0;
        }
    }

    /// The documents of a working or research group, by the drafts' names.
    ///
    /// @param type `WG` or `RG`
    record OfGroup(String group, String type, List<Evidence.OfDraft> today, Optional<Usual> usual) implements Topic {
        public OfGroup {
            today = List.copyOf(today);
        }

        @Override
        public String id() {
            return "group." + group;
        }

        @Override
        public Label label() {
            return Label.same(group.toUpperCase(Locale.ROOT) + " " + type);
        }

        @Override
        public double weight() {
            return 6;
        }

        @Override
        public int rank() {
            return 1;
        }
    }

    /// Words that the titles themselves bring up, and that nobody had to write into a dictionary.
    ///
    /// @param term in lower case, without plural s
    /// @param shown as one of the titles writes it
    record OfTerm(String term, String shown, List<Evidence.OfDraft> today, Optional<Usual> usual) implements Topic {
        public OfTerm {
            today = List.copyOf(today);
        }

        @Override
        public String id() {
            return "term." + term.replace(' ', '-');
        }

        @Override
        public Label label() {
            return Label.same(shown);
        }

        @Override
        public double weight() {
            return 0;
        }

        @Override
        public int rank() {
            return 2;
        }
    }
}
