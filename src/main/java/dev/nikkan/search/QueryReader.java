package dev.nikkan.search;

import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.search.Condition.Either;
import dev.nikkan.search.Condition.Label;
import dev.nikkan.search.Condition.Not;
import dev.nikkan.search.Condition.Phrase;
import dev.nikkan.search.Condition.Place;
import dev.nikkan.search.Condition.Property;
import dev.nikkan.search.Condition.UnderAnyName;
import dev.nikkan.search.SearchQuery.Named;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a query:
///
///     query = item *( blank ["OR" blank / "AND" blank] item )
///     item  = ["-" / "NOT" blank] [field ":"] ( word / DQUOTE words DQUOTE ) ["*"]
///
/// OR binds its two neighbours and nothing else, as in web search. What has neither letter nor digit says
/// nothing and is passed over. Full-width signs are read as their narrow ones, since an input method types
/// them.
final class QueryReader {
    private static final int LONGEST = 1_000;
    private static final int MOST_WORDS = 60;

    private static final List<String> FIELDS =
            List.of("author", "title", "draft", "rfc", "wg", "kind", "stream", "after", "before");
    private static final Pattern FIELD = Pattern.compile("(\\p{L}[\\p{L}-]*):(?!//)");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern DATE = Pattern.compile("(\\d{4})(-\\d\\d)?(-\\d\\d)?");
    private static final Pattern RFC = Pattern.compile("(?:rfc[ -]?)?(?<zeros>0*)(?<number>[1-9]\\d{0,5})");
    private static final Pattern REVISED = Pattern.compile("(draft-[a-z0-9-]+)-\\d\\d(?:\\.(?:txt|xml|html|pdf))?");

    private final String typed;
    private final String text;
    private final Set<String> kinds;
    private final List<Condition> conditions = new ArrayList<>();
    private Optional<Day> from = Optional.empty();
    private Optional<Day> until = Optional.empty();
    private int at;
    private int words;

    QueryReader(String typed, Set<String> kinds) {
        this.typed = typed;
        this.text =
                Normalizer.normalize(typed, Form.NFKC).replaceAll("[“”„]", "\"").replaceAll("[\\s\\p{Z}]", " ");
        this.kinds = new TreeSet<>(kinds);
    }

    /// A piece of the query between blanks.
    ///
    /// @param field before the colon; empty where there is none
    private record Item(boolean negated, String field, String value, boolean quoted, boolean prefix) {
        boolean is(String operator) {
            return !negated && field.isEmpty() && !quoted && !prefix && value.equals(operator);
        }
    }

    SearchQuery read() throws QueryException {
        if (typed.length() > LONGEST) {
            throw new QueryException(
                    "A query has at most %d characters; this one has %d.".formatted(LONGEST, typed.length()));
        }
        boolean either = false;
        boolean joinable = false; // the last condition stands right before what comes
        for (Optional<Item> next = next(); next.isPresent(); next = next()) {
            Item item = next.get();
            if (item.is("OR")) {
                if (!joinable || either) {
                    throw strayOr();
                }
                either = true;
            } else if (!item.is("AND")) {
                joinable = add(negatedBefore(item), either, joinable);
                either = false;
            }
        }
        if (either) {
            throw strayOr();
        }
        if (conditions.isEmpty() && from.isEmpty() && until.isEmpty()) {
            throw new QueryException(
                    text.isBlank()
                            ? "Say what to search for."
                            : "There is no word in %s to search for.".formatted(typed));
        }
        return new SearchQuery(typed, alsoWithoutZeros(), from, until, named());
    }

    /// The index knows the numbers of RFCs without leading zeros: `RFC 02119` and `0791` are looked for as they stand,
    /// and as the RFC that they name too.
    private List<Condition> alsoWithoutZeros() throws QueryException {
        Matcher rfc = RFC.matcher(name());
        if (!rfc.matches() || rfc.group("zeros").isEmpty()) {
            return conditions;
        }
        Condition named = numbered(rfc);
        if (conditions.contains(named)) {
            return conditions; // rfc:0791
        }
        Condition typed = conditions.size() == 1
                ? conditions.getFirst()
                : phrase(Place.ANYWHERE, name(), false).orElseThrow();
        return List.of(new Either(List.of(typed, named)));
    }

    private Condition numbered(Matcher rfc) throws QueryException {
        return phrase(Place.NAME, "rfc " + rfc.group("number"), false).orElseThrow();
    }

    private static QueryException strayOr() {
        return new QueryException(
                "OR must stand between two words; to search for the word itself, put it into quotation marks.");
    }

    /// `NOT x` is `-x`.
    private Item negatedBefore(Item item) throws QueryException {
        if (!item.is("NOT")) {
            return item;
        }
        Item next = next().filter(after -> !after.is("OR") && !after.is("AND") && !after.is("NOT"))
                .orElseThrow(() -> new QueryException(
                        "NOT must stand before a word; to search for the word itself, put it into quotation marks."));
        return new Item(!next.negated, next.field, next.value, next.quoted, next.prefix);
    }

    /// @return whether an OR may follow
    private boolean add(Item item, boolean either, boolean joinable) throws QueryException {
        if (item.field.equals("after") || item.field.equals("before")) {
            if (item.negated || either) {
                throw new QueryException(item.field + ": holds for the whole query; it takes neither - nor OR.");
            }
            limit(item);
            return false;
        }
        Optional<Condition> condition = condition(item);
        if (condition.isEmpty()) {
            return joinable;
        }
        Condition wanted = item.negated ? new Not(condition.get()) : condition.get();
        if (either) {
            Condition before = conditions.removeLast();
            List<Condition> alternatives =
                    new ArrayList<>(before instanceof Either several ? several.conditions() : List.of(before));
            alternatives.add(wanted);
            conditions.add(new Either(alternatives));
        } else {
            conditions.add(wanted);
        }
        return true;
    }

    private Optional<Item> next() throws QueryException {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == text.length()) {
            return Optional.empty();
        }
        boolean negated = text.charAt(at) == '-' && at + 1 < text.length() && text.charAt(at + 1) != ' ';
        at += negated ? 1 : 0;
        String field = field();
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String value = quoted ? quoted() : bare();
        boolean starred = quoted && at < text.length() && text.charAt(at) == '*';
        at += starred ? 1 : 0;
        return Optional.of(new Item(negated, field, value, quoted, starred || (!quoted && value.endsWith("*"))));
    }

    private String field() throws QueryException {
        Matcher matcher = FIELD.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return "";
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        if (FIELDS.contains(name)) {
            at = matcher.end();
            return name;
        }
        boolean alone = matcher.end() == text.length() || text.charAt(matcher.end()) == ' ';
        if (alone) {
            return ""; // a title: "QUIC: A UDP-Based Multiplexed and Secure Transport"
        }
        throw new QueryException(
                "There is no field %s: but only %s; to search for text with a colon, put it into quotation marks."
                        .formatted(matcher.group(1), String.join(", ", FIELDS)));
    }

    /// Up to the next quotation mark; one that is never closed goes to the end.
    private String quoted() {
        int end = text.indexOf('"', at + 1);
        String value = text.substring(at + 1, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        return value;
    }

    private String bare() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != '"') {
            at++;
        }
        return text.substring(start, at);
    }

    private Optional<Condition> condition(Item item) throws QueryException {
        return switch (item.field) {
            case "" -> item.quoted ? phrase(Place.ANYWHERE, item) : bareWord(item);
            case "title" -> Optional.of(required(Place.TITLE, item));
            case "author" -> Optional.of(required(Place.AUTHOR, item));
            case "draft" -> Optional.of(draft(item));
            case "rfc" -> Optional.of(rfc(item));
            case "wg" -> Optional.of(group(item));
            case "stream" -> Optional.of(new Label(Property.STREAM, label(item)));
            default -> Optional.of(kind(item));
        };
    }

    private Optional<Condition> phrase(Place place, Item item) throws QueryException {
        return phrase(place, item.value, item.prefix);
    }

    private Optional<Condition> phrase(Place place, String value, boolean prefix) throws QueryException {
        List<String> found = Words.of(value).stream().map(Word::text).toList();
        words += found.size();
        if (words > MOST_WORDS) {
            throw new QueryException("A query has at most %d words.".formatted(MOST_WORDS));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(new Phrase(place, found, prefix));
    }

    private Condition required(Place place, Item item) throws QueryException {
        return phrase(place, item).orElseThrow(() -> missing(item));
    }

    private static QueryException missing(Item item) {
        return new QueryException(
                "%s: needs a value right after the colon, as in %s.".formatted(item.field, example(item.field)));
    }

    private static String example(String field) {
        return switch (field) {
            case "author" -> "author:rescorla or author:\"Eric Rescorla\"";
            case "title" -> "title:recovery";
            case "draft" -> "draft:tls-esni";
            case "rfc" -> "rfc:9114";
            case "wg" -> "wg:tls";
            case "stream" -> "stream:irtf";
            case "kind" -> "kind:last-call";
            default -> field + ":2025-01-31, " + field + ":2025-01 or " + field + ":2025";
        };
    }

    private Optional<Condition> bareWord(Item item) throws QueryException {
        Optional<Condition> whole = phrase(Place.ANYWHERE, item);
        Matcher revised = REVISED.matcher(item.value.toLowerCase(Locale.ROOT));
        return revised.matches()
                ? Optional.of(new Either(List.of(
                        whole.orElseThrow(),
                        phrase(Place.NAME, revised.group(1), false).orElseThrow())))
                : whole;
    }

    /// A whole name asks for all names that the draft had; a piece of one can be of many drafts.
    private Condition draft(Item item) throws QueryException {
        Condition whole = required(Place.NAME, item);
        Optional<DraftName> name = item.prefix ? Optional.empty() : draftName(item.value);
        return name.<Condition>map(draft -> new Either(List.of(whole, new UnderAnyName(draft))))
                .orElse(whole);
    }

    /// A draft's name may come with a revision, of which only the latest is found.
    private static Optional<DraftName> draftName(String value) {
        String typed = value.strip().toLowerCase(Locale.ROOT);
        Matcher revised = REVISED.matcher(typed);
        return DraftName.parse(revised.matches() ? revised.group(1) : typed);
    }

    private Condition rfc(Item item) throws QueryException {
        Matcher number = RFC.matcher(item.value.toLowerCase(Locale.ROOT));
        if (!number.matches()) {
            throw missing(item);
        }
        return numbered(number);
    }

    private Condition group(Item item) throws QueryException {
        String value = item.value.toLowerCase(Locale.ROOT);
        return LABEL.matcher(value).matches() ? new Label(Property.GROUP, value) : required(Place.GROUP, item);
    }

    private static String label(Item item) throws QueryException {
        String value = item.value.toLowerCase(Locale.ROOT);
        if (!LABEL.matcher(value).matches()) {
            throw missing(item);
        }
        return value;
    }

    private Condition kind(Item item) throws QueryException {
        String value = label(item);
        if (!kinds.contains(value)) {
            throw new QueryException("There is no kind %s; there are %s.".formatted(value, String.join(", ", kinds)));
        }
        return new Label(Property.KIND, value);
    }

    private void limit(Item item) throws QueryException {
        Day day = day(item);
        if (item.field.equals("after")) {
            from = Optional.of(from.filter(day::isBefore).orElse(day));
        } else {
            until = Optional.of(until.filter(day::isAfter).orElse(day));
        }
    }

    private static Day day(Item item) throws QueryException {
        Matcher date = DATE.matcher(item.value);
        if (!date.matches()) {
            throw missing(item);
        }
        String month = date.group(2) == null ? "-01" : date.group(2);
        String day = date.group(3) == null ? "-01" : date.group(3);
        try {
            return Day.parse(date.group(1) + month + day);
        } catch (DateTimeException _) {
            throw new QueryException("%s is no day of the calendar.".formatted(item.value));
        }
    }

    private Optional<Named> named() {
        Matcher rfc = RFC.matcher(name());
        if (rfc.matches()) {
            return Optional.of(new Named.Rfc(new RfcNumber(Integer.parseInt(rfc.group("number")))));
        }
        return draftName(name()).map(Named.Draft::new);
    }

    /// The whole query, which may be a name.
    private String name() {
        return text.strip().toLowerCase(Locale.ROOT).replaceFirst("^(draft:|rfc:)", "");
    }
}
