package dev.nikkan.summary;

import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a summary is made from, and all that a model gets to see of a draft: public text of its announcement.
/// Authors
/// are not in it, so that a person in a summary is always one too many.
///
/// @param title as announced; the draft's name where the mail has none
/// @param abstractText one paragraph without control characters, at most [#LONGEST] characters
public record Material(DraftRevision draft, String title, String abstractText) {
    /// What no honest abstract reaches.
    public static final int LONGEST = 4_000;

    private static final int LONGEST_TITLE = 300;

    /// Also what is invisible or turns the direction of writing: nobody is to read what the model does not.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\s]+");

    public Material {
        title = plain(title, LONGEST_TITLE);
        abstractText = plain(abstractText, LONGEST);
    }

    /// Empty for a post without an abstract: there is nothing to summarise.
    public static Optional<Material> of(DraftPost post) {
        return post.abstractText()
                .map(text -> new Material(
                        post.draft(),
                        post.title().orElseGet(() -> post.draft().name().toString()),
                        text))
                .filter(material -> !material.abstractText.isEmpty());
    }

    static String plainTitle(String title) {
        return plain(title, LONGEST_TITLE);
    }

    private static String plain(String text, int longest) {
        String folded = UNSEEN.matcher(text).replaceAll(" ").strip();
        if (folded.length() <= longest) {
            return folded;
        }
        int end = Character.isHighSurrogate(folded.charAt(longest - 1)) ? longest - 1 : longest;
        return folded.substring(0, end);
    }
}
