package dev.nikkan.render;

import dev.nikkan.digest.DraftEntry;
import dev.nikkan.digest.Excerpt;
import dev.nikkan.digest.Links;
import dev.nikkan.model.Authors;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.Item;
import dev.nikkan.model.Language;
import dev.nikkan.model.PreviousRevision;
import dev.nikkan.model.Stream;
import dev.nikkan.model.Summary;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A draft in a template.
///
/// @param number through the day; 0 for late arrivals
/// @param anchor for links inside one HTML page
/// @param title as announced; the draft's name where the mail has none
/// @param home `rats WG`, `cfrg RG`, `IAB`; false for individual drafts. From the draft's name only
/// @param welcome whether this is a group's document for the first time
/// @param formerly the draft under another name that this one goes on from, without a revision; false where none is
///     known
/// @param formerlyLink its page; none or one
/// @param authors the first three
/// @param moreAuthors how many more are named
/// @param etAl whether the mail itself leaves some unnamed
/// @param pages 0 where the mail does not say
/// @param revisions each revision announced, at least one
/// @param excerpt what of the abstract says what the draft does, or what a model wrote of it; false
///     where there is none
/// @param excerptLanguage its tag, `en` of an abstract
/// @param writer the model that wrote it; false where it is the abstract's own text
/// @param goesOn whether the abstract goes on after it
/// @param brief whether it stands in the index only
record DraftView(
        int number,
        String anchor,
        String name,
        String title,
        String home,
        boolean welcome,
        String formerly,
        List<URI> formerlyLink,
        String authors,
        int moreAuthors,
        boolean etAl,
        int pages,
        List<Announced> revisions,
        String excerpt,
        String excerptLanguage,
        String writer,
        boolean goesOn,
        URI link,
        boolean brief) {
    private static final int NAMED_AUTHORS = 3;

    /// One revision.
    ///
    /// @param draft `draft-ietf-quic-http-07`
    /// @param initial whether it is revision 00
    /// @param previous the number of the one before it, `06`; false where the store knows none
    /// @param diff none for revision 00, else one
    record Announced(
            String draft, String announcedOn, boolean initial, String previous, String previousDay, List<URI> diff) {
        static Announced of(Item.Post item) {
            boolean initial = item.post().draft().revision().number() == 0;
            Optional<PreviousRevision> previous = item.previous();
            return new Announced(
                    item.post().draft().toString(),
                    item.day().toString(),
                    initial,
                    previous.map(before -> before.revision().text()).orElse(""),
                    previous.map(before -> before.day().toString()).orElse(""),
                    initial ? List.of() : List.of(Links.diff(item.post().draft())));
        }
    }

    /// @param summary a model's, instead of the excerpt
    static DraftView of(DraftEntry entry, int number, boolean brief, Optional<Summary> summary, Language language) {
        return of(entry, number, entry.name().toString(), true, brief).with(summary, language);
    }

    static DraftView ofLate(DraftEntry entry, Optional<Summary> summary, Language language) {
        return of(entry, 0, "late-" + entry.name(), true, false).with(summary, language);
    }

    /// Without the abstract.
    static DraftView ofLateInBrief(DraftEntry entry) {
        return of(entry, 0, "late-" + entry.name(), false, false);
    }

    private static DraftView of(DraftEntry entry, int number, String anchor, boolean withAbstract, boolean brief) {
        DraftPost latest = entry.latest();
        List<String> names = shown(latest.authors());
        Optional<Excerpt> excerpt = entry.excerpt().filter(_ -> withAbstract);
        return new DraftView(
                number,
                anchor,
                entry.name().toString(),
                title(latest),
                home(entry.name()),
                entry.newWorkingGroupDraft(),
                entry.predecessor().map(DraftName::toString).orElse(""),
                entry.predecessor().map(Links::datatracker).stream().toList(),
                String.join(", ", names.subList(0, Math.min(NAMED_AUTHORS, names.size()))),
                Math.max(0, names.size() - NAMED_AUTHORS),
                latest.authors().etAl(),
                latest.pages().orElse(0),
                entry.posts().stream().map(Announced::of).toList(),
                excerpt.map(Excerpt::text).map(ShownText::of).orElse(""),
                Language.EN.tag(),
                "",
                excerpt.map(Excerpt::cut).orElse(false),
                Links.datatracker(entry.name()),
                brief);
    }

    private DraftView with(Optional<Summary> summary, Language language) {
        return summary.map(written -> new DraftView(
                        number,
                        anchor,
                        name,
                        title,
                        home,
                        welcome,
                        formerly,
                        formerlyLink,
                        authors,
                        moreAuthors,
                        etAl,
                        pages,
                        revisions,
                        ShownText.of(written.text()),
                        language.tag(),
                        ShownText.of(written.model(), ShownText.NAME),
                        false,
                        link,
                        brief))
                .orElse(this);
    }

    private static String title(DraftPost post) {
        return post.title()
                .map(title -> ShownText.of(title, ShownText.TITLE))
                .filter(title -> !title.isEmpty())
                .orElse(post.draft().name().toString());
    }

    private static List<String> shown(Authors authors) {
        return authors.names().stream()
                .map(name -> ShownText.of(name, ShownText.NAME))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String home(DraftName name) {
        return name.stream().map(stream -> home(stream, name.group())).orElse("");
    }

    private static String home(Stream stream, Optional<String> group) {
        return switch (stream) {
            case IETF -> group.map(acronym -> acronym + " WG").orElse("IETF");
            case IRTF -> group.map(acronym -> acronym + " RG").orElse("IRTF");
            case IAB -> "IAB";
        };
    }
}
