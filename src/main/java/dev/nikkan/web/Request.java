package dev.nikkan.web;

import dev.nikkan.model.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A request that came in whole and within the limits. The Host header is not in it: nothing may depend on it.
///
/// @param path as sent, not decoded, behind that of the configured address; no `/` at its beginning
/// @param form of a POST; empty for a GET
/// @param network where it comes from
record Request(
        String path,
        Optional<Language> asked,
        Optional<Language> accepted,
        Optional<Form> form,
        ClientNetwork network) {
    private static final Pattern LANG = Pattern.compile("(?:^|&)lang=(ja|en)(?:&|$)");
    private static final int LONGEST = 200;

    /// The language of a query, `lang=ja`.
    static Optional<Language> asked(String query) {
        return LANG.matcher(query).results().findFirst().map(found -> language(found.group(1)));
    }

    /// What Accept-Language (RFC 9110 §12.5.4) likes best of ours.
    static Optional<Language> accepted(String header) {
        try {
            List<String> ours = Stream.of(Language.values()).map(Language::tag).toList();
            return Optional.ofNullable(Locale.lookupTag(
                            Locale.LanguageRange.parse(header.substring(0, Math.min(header.length(), LONGEST))), ours))
                    .map(Request::language);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Language language(String tag) {
        return Language.valueOf(tag.toUpperCase(Locale.ROOT));
    }

    Language language(Language standard) {
        return asked.or(() -> accepted).orElse(standard);
    }
}
