package dev.nikkan.model;

import java.util.List;
import java.util.Map;

/// What a digest says of a day beside its announcements, as it was when the edition was cut.
///
/// @param cut whether there is an edition, so that nothing of this changes any more
/// @param openCalls the last calls whose deadline the day has not passed, the one that ends soonest first;
/// those that an approval, an RFC or another last call has overtaken are not among them
/// @param mail of the trusted lists, on the day and in the [PostingHistory#DAYS] days before; a silent day has
///     no row
/// @param readings of the watched folders; none where no daemon has watched any
/// @param closing the operator's words on the day
public record DayFrame(
        boolean cut,
        List<Item.Other> openCalls,
        List<ListDay> mail,
        List<SourceReading> readings,
        Map<Language, String> closing) {
    public static final DayFrame NONE = new DayFrame(false, List.of(), List.of(), List.of(), Map.of());

    public DayFrame {
        openCalls = List.copyOf(openCalls);
        mail = List.copyOf(mail);
        readings = List.copyOf(readings);
        closing = Map.copyOf(closing);
    }

    public DayFrame withClosing(Map<Language, String> words) {
        return new DayFrame(cut, openCalls, mail, readings, words);
    }
}
