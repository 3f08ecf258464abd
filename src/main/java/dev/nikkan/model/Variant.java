package dev.nikkan.model;

/// What several subscribers' mails have in common: made once for all of them.
///
/// @param textOnly without the HTML part
/// @param oneMail not divided into parts, however long
/// @param filter what is shown in full; where that is not everything the mail is one in any case
public record Variant(Language language, boolean textOnly, boolean oneMail, Filter filter) {
    /// What who chose nothing else gets.
    public static Variant of(Language language) {
        return new Variant(language, false, false, Filter.EVERYTHING);
    }

    /// Its name in the store. That of a plain one is its language's, as it was before there were others.
    public String key() {
        return language.tag()
                + (textOnly ? " text" : "")
                + (oneMail ? " one" : "")
                + (filter.everything() ? "" : " " + filter);
    }
}
