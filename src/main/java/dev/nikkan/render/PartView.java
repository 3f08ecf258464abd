package dev.nikkan.render;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.DigestPart;
import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.LateArrivals;
import dev.nikkan.digest.Links;
import dev.nikkan.digest.Selection;
import dev.nikkan.digest.Span;
import dev.nikkan.model.Account;
import dev.nikkan.model.DaySummary;
import dev.nikkan.model.EmailAddress;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.Summary;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a template can name. Zero, empty text and empty lists are false in a section.
///
/// @param day `2026-11-22`
/// @param posts announced revisions of the day
/// @param names distinct drafts among them
/// @param namesDiffer whether `posts` and `names` differ
/// @param rfcCount,eventCount,lateCount of the whole day, in every part
/// @param latePosts,lateRfcs,lateEvents what `lateCount` is made of
/// @param quiet neither draft nor RFC
/// @param several whether there is more than one part
/// @param firstPart the one with RFCs, other announcements and late arrivals
/// @param part,parts `part` of `parts`
/// @param items of this part, a range of `1` to `names`
/// @param others the other parts
/// @param unread sources not read before the cut; `anyUnread` to head them
/// @param anyIndex whether an index of this part would have a line
/// @param grouped whether the day's drafts have more than one heading; else none is worth printing
/// @param groups the drafts of this part by heading; `drafts` has the same without
/// @param dayGroups all headings of a day of several parts, in the first, without drafts; `anyDayGroups` to
///     head them
/// @param drafts,rfcs,events,lateDraftList,lateRfcList,lateEventList those of this part
/// @param account what became of the day's mails; none or one
/// @param leave where to write to leave the list; false when the digest names none
/// @param manage the page to choose what one gets, or to leave; false when there is none
/// @param idAnnounce,ietfAnnounce the archives of the two lists
/// @param overview of the whole day, in the first part
/// @param frame what stands around drafts and RFCs
/// @param writers the models that wrote something in this part; false where none did
/// @param filter what the reader wants in full; false where that is everything
/// @param matches how many announcements that are
record PartView(
        String day,
        int posts,
        int names,
        boolean namesDiffer,
        int rfcCount,
        int eventCount,
        int lateCount,
        int latePosts,
        int lateRfcs,
        int lateEvents,
        boolean quiet,
        boolean several,
        boolean firstPart,
        Range items,
        int part,
        int parts,
        List<Range> others,
        boolean anyUnread,
        List<String> unread,
        boolean anyIndex,
        boolean anyDrafts,
        boolean grouped,
        List<GroupView> groups,
        boolean anyDayGroups,
        List<GroupView> dayGroups,
        List<DraftView> drafts,
        boolean anyRfcs,
        List<RfcView> rfcs,
        boolean anyEvents,
        List<EventView> events,
        boolean anyLate,
        List<DraftView> lateDraftList,
        List<RfcView> lateRfcList,
        List<EventView> lateEventList,
        List<Tally> account,
        String leave,
        String manage,
        URI idAnnounce,
        URI ietfAnnounce,
        OverviewView overview,
        FrameView frame,
        String writers,
        String filter,
        int matches) {
    /// Beyond this many, late drafts are listed without their abstracts: they all stand in one part.
    private static final int LATE_WITH_ABSTRACT = 20;

    /// Items `first` to `last`, which stand in part `number`.
    record Range(int number, int first, int last) {
        static Range of(DigestPart part) {
            Span span = part.span();
            return new Range(part.number(), span.first(), span.last());
        }
    }

    /// @param pending stored and not read yet: only a day that is still open has any
    record Tally(
            int received,
            int asDrafts,
            int asRfcs,
            int asEvents,
            int asDuplicates,
            int asOther,
            int asQuarantined,
            int pending) {
        static Tally of(Account account) {
            int read = account.posts()
                    + account.rfcs()
                    + account.events()
                    + account.duplicates()
                    + account.other()
                    + account.quarantined();
            return new Tally(
                    account.messages(),
                    account.posts(),
                    account.rfcs(),
                    account.events(),
                    account.duplicates(),
                    account.other(),
                    account.quarantined(),
                    account.messages() - read);
        }
    }

    static PartView of(
            DigestPart part,
            Optional<EmailAddress> leave,
            Optional<WebLinks> web,
            Language language,
            Optional<Selection> selection,
            FrameSettings settings) {
        Digest digest = part.digest();
        LateArrivals late =
                settings.announcements() ? digest.late() : digest.late().withoutEvents();
        List<Item.Other> events = settings.announcements() ? digest.events() : List.of();
        boolean first = part.first();
        boolean grouped = digest.groups().size() > 1;
        boolean table = grouped && first && part.of() > 1;
        List<GroupView> groups = GroupView.of(part, language, selection);
        return new PartView(
                digest.day().toString(),
                digest.posts(),
                digest.drafts().size(),
                digest.posts() != digest.drafts().size(),
                digest.rfcs().size(),
                events.size(),
                late.count(),
                late.posts(),
                late.rfcs().size(),
                late.events().size(),
                digest.quiet(),
                part.of() > 1,
                first,
                Range.of(part),
                part.number(),
                part.of(),
                part.others().stream().map(Range::of).toList(),
                !digest.unreadSources().isEmpty(),
                digest.unreadSources(),
                !part.drafts().isEmpty() || (first && (!digest.rfcs().isEmpty() || late.count() > 0)),
                !part.drafts().isEmpty(),
                grouped,
                groups,
                table,
                table ? GroupView.inBrief(digest, language) : List.of(),
                groups.stream().flatMap(group -> group.drafts().stream()).toList(),
                first && !digest.rfcs().isEmpty(),
                first ? rfcs(digest, selection) : List.of(),
                first && !events.isEmpty(),
                first ? events(events, language) : List.of(),
                first && late.count() > 0,
                first ? late(digest, language) : List.of(),
                first
                        ? late.rfcs().stream()
                                .map(item -> RfcView.of(item, false))
                                .toList()
                        : List.of(),
                first ? events(late.events(), language) : List.of(),
                settings.account() ? List.of(Tally.of(digest.account())) : List.of(),
                leave.map(EmailAddress::toString).orElse(""),
                web.map(links -> links.manage(language).toString()).orElse(""),
                Links.I_D_ANNOUNCE,
                Links.IETF_ANNOUNCE,
                Optional.ofNullable(digest.overviews().get(language))
                        .map(overview -> OverviewView.of(
                                overview,
                                Optional.ofNullable(digest.daySummaries().get(language)),
                                first,
                                language))
                        .orElse(OverviewView.NONE),
                FrameView.of(part, language, settings),
                writers(part, language),
                selection.map(Selection::filter).map(ShownText::of).orElse(""),
                selection.map(Selection::matches).orElse(0));
    }

    private static List<RfcView> rfcs(Digest digest, Optional<Selection> selection) {
        return digest.rfcs().stream()
                .map(item -> RfcView.of(
                        item,
                        selection.isPresent()
                                && !selection.get().rfcs().contains(item.rfc().number())))
                .toList();
    }

    private static List<EventView> events(List<Item.Other> events, Language language) {
        return events.stream().map(item -> EventView.of(item, language)).toList();
    }

    private static List<DraftView> late(Digest digest, Language language) {
        List<DraftEntry> drafts = digest.late().drafts();
        return drafts.stream()
                .map(entry -> drafts.size() > LATE_WITH_ABSTRACT
                        ? DraftView.ofLateInBrief(entry)
                        : DraftView.ofLate(entry, digest.modelSummary(entry, language), language))
                .toList();
    }

    /// The models that wrote something in this part.
    private static String writers(DigestPart part, Language language) {
        Digest digest = part.digest();
        Stream<DraftEntry> late = part.first() ? digest.late().drafts().stream() : Stream.of();
        // Its headline may stand in the subject of every part.
        Stream<String> ofDay = Optional.ofNullable(digest.daySummaries().get(language)).map(DaySummary::model).stream();
        Stream<String> ofDrafts = Stream.concat(part.drafts().stream(), late)
                .flatMap(entry -> digest.modelSummary(entry, language).stream())
                .map(Summary::model);
        return Stream.concat(ofDay, ofDrafts)
                .map(model -> ShownText.of(model, ShownText.NAME))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
