package dev.nikkan.render;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.DraftGroup;
import dev.nikkan.digest.Selection;
import dev.nikkan.digest.Span;
import dev.nikkan.model.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Drafts under one heading, as far as they stand in one part.
///
/// @param heading what they are about
/// @param groupAnchor for links inside one HTML page
/// @param count of the whole day
/// @param elsewhere how many more the overview counts with them, which stand under an earlier heading
/// @param from,to their items in the whole day
/// @param continued whether an earlier part has the first of them
/// @param anyFull whether one of them is shown in full
/// @param drafts those of this part
record GroupView(
        String heading,
        String groupAnchor,
        int count,
        int elsewhere,
        int from,
        int to,
        boolean continued,
        boolean anyFull,
        List<DraftView> drafts) {
    /// Those of a part; empty groups are left out.
    static List<GroupView> of(DigestPart part, Language language, Optional<Selection> selection) {
        return ofDay(part.digest(), part.span(), language, selection).stream()
                .filter(group -> !group.drafts.isEmpty())
                .toList();
    }

    /// All of the day, without their drafts.
    static List<GroupView> inBrief(Digest digest, Language language) {
        return ofDay(digest, new Span(1, 0), language, Optional.empty());
    }

    private static List<GroupView> ofDay(Digest digest, Span span, Language language, Optional<Selection> selection) {
        List<GroupView> views = new ArrayList<>();
        int from = 1;
        for (DraftGroup group : digest.groups()) {
            views.add(of(digest, group, views.size() + 1, from, span, language, selection));
            from += group.drafts().size();
        }
        return views;
    }

    private static GroupView of(
            Digest digest,
            DraftGroup group,
            int place,
            int from,
            Span span,
            Language language,
            Optional<Selection> selection) {
        List<DraftEntry> drafts = group.drafts();
        List<DraftView> shown = IntStream.range(0, drafts.size())
                .filter(i -> from + i >= span.first() && from + i <= span.last())
                .mapToObj(i -> DraftView.of(
                        drafts.get(i),
                        from + i,
                        selection.isPresent()
                                && !selection
                                        .get()
                                        .drafts()
                                        .contains(drafts.get(i).name()),
                        digest.modelSummary(drafts.get(i), language),
                        language))
                .toList();
        return new GroupView(
                ShownText.of(group.label().heading(language), ShownText.TITLE),
                "group-" + place,
                drafts.size(),
                group.elsewhere(),
                from,
                from + drafts.size() - 1,
                from < span.first(),
                shown.stream().anyMatch(draft -> !draft.brief()),
                shown);
    }
}
