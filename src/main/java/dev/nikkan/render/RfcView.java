package dev.nikkan.render;

import static java.util.stream.Collectors.joining;

import dev.nikkan.digest.Excerpt;
import dev.nikkan.digest.Links;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.Item;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// An RFC in a template.
///
/// @param rfc its number
/// @param level `Proposed Standard`; false where the mail does not say
/// @param stream as the RFC Editor words it
/// @param subseries `BCP 226`
/// @param obsoletes,updates `RFC 4360, RFC 7153`; false where there are none
/// @param cameFrom the draft's name without its revision
/// @param brief whether it stands in the index only
record RfcView(
        int rfc,
        String title,
        String announcedOn,
        String level,
        String stream,
        int pages,
        String subseries,
        String obsoletes,
        String updates,
        String cameFrom,
        String excerpt,
        boolean goesOn,
        URI link,
        boolean brief) {
    static RfcView of(Item.Rfc item, boolean brief) {
        RfcPublication rfc = item.rfc();
        Optional<Excerpt> excerpt = rfc.abstractText().map(Excerpt::of);
        return new RfcView(
                rfc.number().value(),
                shown(rfc.title()),
                item.day().toString(),
                shown(rfc.level()),
                shown(rfc.stream()),
                rfc.pages().orElse(0),
                ShownText.of(String.join(", ", rfc.subseries()), ShownText.NAME),
                numbers(rfc.obsoletes()),
                numbers(rfc.updates()),
                rfc.draft().map(DraftName::toString).orElse(""),
                excerpt.map(Excerpt::text).map(ShownText::of).orElse(""),
                excerpt.map(Excerpt::cut).orElse(false),
                Links.rfc(rfc.number()),
                brief);
    }

    private static String shown(Optional<String> text) {
        return text.map(words -> ShownText.of(words, ShownText.TITLE)).orElse("");
    }

    private static String numbers(List<RfcNumber> rfcs) {
        return rfcs.stream().map(number -> "RFC " + number).collect(joining(", "));
    }
}
