package dev.nikkan.app.command;

import dev.nikkan.model.Succession;
import java.util.Locale;

/// Who says that a draft became another, in words.
final class SuccessionText {
    private SuccessionText() {}

    static String source(Succession.Source source) {
        return switch (source) {
            case Succession.Word() -> "the operator's word";
            case Succession.Inferred(double score, String evidence) ->
                String.format(Locale.ROOT, "inferred, %.2f: %s", score, evidence);
        };
    }
}
