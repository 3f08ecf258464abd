package dev.nikkan.summary.engine;

import java.util.List;

/// One call's text. What is constant stands first, so that a server that remembers prefixes need not read it
/// again.
///
/// @param instructions the same for every document
/// @param document data, marked off; may be anybody's text
/// @param fields the text fields that the answer has; without the first there is no answer
/// @param longest the answer, in tokens
public record Question(String instructions, String document, List<String> fields, int longest) {
    public Question {
        fields = List.copyOf(fields);
    }
}
