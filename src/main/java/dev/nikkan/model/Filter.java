package dev.nikkan.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What of a day a subscriber wants in full: whatever one of its terms meets. Without a term, everything.
public record Filter(List<Term> terms) {
    public static final Filter EVERYTHING = new Filter(List.of());

    /// A digest is composed for each set of terms: who needs more wants everything.
    private static final int TERMS = 20;

    private static final int LENGTH = 80;
    private static final String SEPARATOR = "\\s*[,、]\\s*|\\s+(?=(?:wg|theme|word|author|draft|kind):)";
    /// As a draft is copied from a page: its name goes on, and the revision does not.
    private static final Pattern REVISION = Pattern.compile("^(draft-.+)-\\d\\d(?:\\.(?:txt|html|xml|pdf))?$");

    private static final Pattern TERM = Pattern.compile("(wg|theme|word|author|draft|kind):(.+)", Pattern.DOTALL);

    public Filter {
        terms = List.copyOf(terms);
    }

    /// What one announcement has to meet it.
    public enum Kind {
        /// A working or research group, by its acronym.
        WG,
        /// A theme, by its id in `themes.txt`.
        THEME,
        /// Words of title, abstract or name: whole ones in a row, the last one's end open if a `*` follows.
        WORD,
        /// A part of an author's name.
        AUTHOR,
        /// A draft, under whatever name it goes on, and the RFC that it becomes.
        DRAFT,
        /// `id`, `rfc`, `last-call` and the other kinds of `v_event`.
        KIND
    }

    /// @param value folded: lower case, compatible forms as one
    public record Term(Kind kind, String value) {
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + ":" + value;
        }
    }

    /// Reads terms that are separated by commas, or by blanks where none holds one.
    ///
    /// @return empty where one is none
    public static Optional<Filter> parse(String text) {
        String folded = fold(text);
        if (folded.equals("all") || folded.equals("everything") || folded.isEmpty()) {
            return Optional.of(EVERYTHING);
        }
        List<Term> terms = new ArrayList<>();
        for (String piece : folded.split(SEPARATOR, -1)) {
            Matcher matcher = TERM.matcher(piece.strip());
            if (!matcher.matches() || matcher.group(2).isBlank() || piece.length() > LENGTH) {
                return Optional.empty();
            }
            Kind kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
            String value = matcher.group(2).strip();
            terms.add(
                    new Term(kind, kind == Kind.DRAFT ? REVISION.matcher(value).replaceFirst("$1") : value));
        }
        List<Term> sorted = terms.stream()
                .distinct()
                .sorted(Comparator.comparing(Term::toString))
                .toList();
        return sorted.size() <= TERMS ? Optional.of(new Filter(sorted)) : Optional.empty();
    }

    /// As words are compared: lower case, full width as narrow.
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
    }

    public boolean everything() {
        return terms.isEmpty();
    }

    public List<String> values(Kind kind) {
        return terms.stream()
                .filter(term -> term.kind() == kind)
                .map(Term::value)
                .toList();
    }

    /// With every name that its drafts have gone on under.
    ///
    /// @param names of a draft, itself among them
    public Filter following(Function<String, Set<String>> names) {
        return new Filter(terms.stream()
                .flatMap(term -> term.kind() == Kind.DRAFT
                        ? names.apply(term.value()).stream().map(name -> new Term(Kind.DRAFT, name))
                        : Stream.of(term))
                .distinct()
                .toList());
    }

    /// As it is written and read.
    @Override
    public String toString() {
        return terms.isEmpty() ? "all" : terms.stream().map(Term::toString).collect(Collectors.joining(", "));
    }
}
