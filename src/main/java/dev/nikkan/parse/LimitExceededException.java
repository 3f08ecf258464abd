package dev.nikkan.parse;

/// A message goes beyond one of the [Limits], and says so in a sentence for the operator.
final class LimitExceededException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    LimitExceededException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
