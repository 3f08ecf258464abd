package dev.nikkan.summary.gate;

import java.util.List;
import java.util.stream.Stream;

/// Whether a text tells of the draft and nothing else: not of itself, of its task, to its reader, nor what to
/// think.
final class VoiceCheck {
    private final Support support;
    private final Phrases phrases;

    VoiceCheck(Support support, Phrases phrases) {
        this.support = support;
        this.phrases = phrases;
    }

    List<Fault> faults(Candidate candidate) {
        String text = candidate.narrow();
        return Stream.concat(
                        phrases.voice().stream()
                                .flatMap(phrase -> phrase.in(text, support).stream())
                                .map(found -> new Fault(Reason.VOICE, found)),
                        phrases.judgement().stream()
                                .flatMap(phrase -> phrase.in(text, support).stream())
                                .map(found -> new Fault(Reason.JUDGEMENT, found)))
                .toList();
    }
}
