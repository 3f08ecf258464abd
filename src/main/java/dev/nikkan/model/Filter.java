package dev.nikkan.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
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
    /// How many names are told of those that may have been meant.
    private static final int MEANT = 3;

    private static final String SEPARATOR = "\\s*[,、]\\s*|(?:\\s*;\\s*|\\s+)(?=(?:wg|theme|word|author|draft|kind):)";
    private static final String ENDING = "(?:\\.(?:txt|html|xml|pdf))?";
    /// As a draft is copied from a page: its name goes on, and the revision does not.
    private static final Pattern DRAFT_FILE = Pattern.compile("(draft-.+?)(?:-\\d\\d)?" + ENDING);

    private static final Pattern NUMBERED_RFC = Pattern.compile("(?:rfc[ -]?)?0*([1-9]\\d{0,4})" + ENDING);

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
        private static final Pattern RFC = Pattern.compile("rfc[1-9]\\d{0,4}");
        private static final Pattern NAMED = Pattern.compile("draft-[a-z0-9-]+|\\brfc[1-9]\\d{0,4}\\b");
        private static final Pattern ACRONYM = Pattern.compile("[a-z0-9-]+");
        private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

        /// What can be said against it without knowing any group, draft, theme or kind: written like this no
        /// announcement can ever meet it.
        public Optional<String> objection() {
            return switch (kind) {
                case WG -> ACRONYM.matcher(value).matches() ? Optional.empty() : Optional.of(objection(acronyms()));
                case DRAFT -> isDocument(value) ? Optional.empty() : Optional.of(objection(documents()));
                case WORD ->
                    LETTER_OR_DIGIT.matcher(value).find() ? Optional.empty() : Optional.of(objection(List.of()));
                case THEME, AUTHOR, KIND -> Optional.empty();
            };
        }

        /// As it is written, with what was most likely meant.
        public String objection(List<String> meant) {
            return meant.isEmpty() ? toString() : this + " (" + String.join(", ", meant) + "?)";
        }

        private static boolean isDocument(String value) {
            return RFC.matcher(value).matches() || DraftName.parse(value).isPresent();
        }

        private List<String> acronyms() {
            return ACRONYM.matcher(value)
                    .results()
                    .map(MatchResult::group)
                    .filter(piece -> !piece.equals("wg"))
                    .map(acronym -> new Term(Kind.WG, acronym).toString())
                    .limit(MEANT)
                    .toList();
        }

        /// The names within it, as in a web address; else itself, if it is a name but for its beginning.
        private List<String> documents() {
            List<String> named = NAMED.matcher(value)
                    .results()
                    .map(match -> document(match.group()))
                    .distinct()
                    .limit(MEANT)
                    .toList();
            String whole = document("draft-" + value);
            List<String> meant = named.isEmpty() && value.contains("-") && isDocument(whole) ? List.of(whole) : named;
            return meant.stream()
                    .map(name -> new Term(Kind.DRAFT, name).toString())
                    .toList();
        }

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
            terms.add(new Term(kind, kind == Kind.DRAFT ? document(value) : value));
        }
        List<Term> sorted = terms.stream()
                .distinct()
                .sorted(Comparator.comparing(Term::toString))
                .toList();
        return sorted.size() <= TERMS ? Optional.of(new Filter(sorted)) : Optional.empty();
    }

    private static String document(String value) {
        Matcher rfc = NUMBERED_RFC.matcher(value);
        Matcher draft = DRAFT_FILE.matcher(value);
        return rfc.matches() ? "rfc" + rfc.group(1) : draft.matches() ? draft.group(1) : value;
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
