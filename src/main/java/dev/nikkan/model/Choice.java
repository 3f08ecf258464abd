package dev.nikkan.model;

/// What a subscriber chose to get.
///
/// @param quietDays whether a digest comes also of a day that brought nothing
public record Choice(Variant variant, boolean quietDays) {
    public static Choice of(Language language) {
        return new Choice(Variant.of(language), true);
    }

    public Choice in(Language language) {
        return new Choice(new Variant(language, variant.textOnly(), variant.oneMail(), variant.filter()), quietDays);
    }
}
