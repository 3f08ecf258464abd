package dev.nikkan.digest;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How a digest is cut into parts. Made once for an edition: mail, HTML, text and Markdown in every language share it.
///
/// @param spans the items of each part, in order; one empty span when the day has no draft
public record Division(Digest digest, List<Span> spans) {
    public Division {
        spans = List.copyOf(spans);
        requireWhole(digest, spans);
    }

    /// Cuts into parts of at most `partSize` drafts, and halves those that do not fit until they do or hold one draft.
    ///
    /// @param partSize 0 leaves the digest whole whatever its size
    /// @param fits whether a part is small enough to be mailed in every language
    public static Division of(Digest digest, int partSize, Predicate<DigestPart> fits) {
        int items = digest.drafts().size();
        if (partSize == 0) {
            return new Division(digest, List.of(new Span(1, items)));
        }
        Division division = new Division(digest, Span.cut(items, partSize));
        for (List<Span> finer = division.finer(fits); finer.size() > division.spans.size(); ) {
            division = new Division(digest, finer);
            finer = division.finer(fits);
        }
        return division;
    }

    public List<DigestPart> parts() {
        return IntStream.rangeClosed(1, spans.size())
                .mapToObj(number -> new DigestPart(this, number))
                .toList();
    }

    private List<Span> finer(Predicate<DigestPart> fits) {
        return parts().stream()
                .flatMap(part -> part.span().size() < 2 || fits.test(part)
                        ? Stream.of(part.span())
                        : part.span().halves())
                .toList();
    }

    private static void requireWhole(Digest digest, List<Span> spans) {
        int next = 1;
        int posts = 0;
        for (Span span : spans) {
            if (span.first() != next) {
                throw new IllegalStateException("a part begins with item " + span.first() + " instead of " + next);
            }
            posts += span.of(digest.drafts()).stream()
                    .mapToInt(entry -> entry.posts().size())
                    .sum();
            next = span.last() + 1;
        }
        if (next != digest.drafts().size() + 1 || posts != digest.posts()) {
            throw new IllegalStateException("the parts of " + digest.day() + " hold " + (next - 1) + " drafts and "
                    + posts + " posts; the day has " + digest.drafts().size() + " and " + digest.posts());
        }
    }
}
