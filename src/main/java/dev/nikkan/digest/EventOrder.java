package dev.nikkan.digest;

import dev.nikkan.model.EventKind;
import dev.nikkan.model.Item;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// In what order the other announcements of a day are listed.
final class EventOrder {
    /// By kind; then what ends or takes place soonest, and what has no such day last. Otherwise as they came.
    static final Comparator<Item.Other> LISTED =
            Comparator.comparing((Item.Other item) -> item.event().kind()).thenComparing(EventOrder::when);

    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d\\b");
    private static final String NEVER = "9999-12-31";

    private EventOrder() {}

    private static String when(Item.Other item) {
        return item.event()
                .deadline()
                .map(Object::toString)
                .or(() -> meets(item))
                .orElse(NEVER);
    }

    /// A meeting's days stand in what is told of it.
    private static Optional<String> meets(Item.Other item) {
        return item.event()
                .detail()
                .filter(_ -> item.event().kind() == EventKind.INTERIM)
                .map(DATE::matcher)
                .filter(Matcher::find)
                .map(Matcher::group);
    }
}
