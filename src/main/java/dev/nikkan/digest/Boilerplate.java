package dev.nikkan.digest;

import java.util.regex.Pattern;

/// What stands in abstracts and says nothing of the document: where it is discussed, how its words are to be read,
/// notes to those who edit it.
final class Boilerplate {
    private static final Pattern HEADING = pattern("(?:abstract|note to readers|about this document|discussion venues?"
            + "|status of this memo|editorial notes?|requirements language|contributing)[.:]?");
    private static final Pattern SENTENCE = pattern("(?:\\[+|\\()?(?:"
            + "(?:note|editor'?s'? note|note to (?:the )?rfc[ -]editor|rfc[ -]editor)s?: .*\\b(?:remove|replace|delete)"
            + "|this (?:document|draft|memo|specification) is (?:a|the) (?:product|work item|deliverable) of\\b"
            + "|(?:the )?discussions? (?:of|on|about) this (?:document|draft|memo|specification|work)\\b"
            + "|please (?:send|direct|submit|discuss|post)\\b.*"
            + "\\b(?:list|comments?|feedback|issues?|github|discussion|authors?)\\b"
            + "|(?:comments?|feedback|suggestions|contributions|questions)\\b.{0,60}"
            + "\\b(?:are|is|should be|may be|can be) (?:\\w+ )?(?:solicited|welcome|requested|invited|encouraged|sent"
            + "|directed|addressed|made)\\b"
            + "|(?:the )?(?:source|sources|source code|latest|most recent|current|editor'?s|working)\\b.{0,60}"
            + "\\b(?:draft|document|version|copy|revision|issue tracker|issues)\\b.{0,80}"
            + "\\b(?:is|are|can be|may be) (?:available|found|maintained|tracked|hosted|kept|viewed)\\b"
            + "|status information for this document\\b"
            + "|subscribe at\\b"
            + "|(?:working group|wg) (?:information|documents)\\b.{0,60}\\bcan be found\\b"
            + "|this (?:draft|document|specification|work) is (?:being )?(?:developed|maintained|discussed|tracked|hosted)"
            + "\\b.{0,80}\\b(?:github|gitlab|https?:|mailing list|repository)"
            + "|the key ?words [\"“'](?:must|shall)"
            + "|distribution of this (?:memo|document) is unlimited"
            + "|copyright (?:\\(c\\)|©|notice)"
            + "|this (?:note|section|paragraph|sentence)\\b.{0,40}\\bremoved (?:before|by|prior|upon)\\b"
            + "|this internet-draft will expire\\b"
            + "|internet-drafts are working documents\\b"
            + "|this memo provides information for the internet community\\b"
            + ")");

    private Boilerplate() {}

    static boolean is(String sentence) {
        return HEADING.matcher(sentence).matches() || SENTENCE.matcher(sentence).lookingAt();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
