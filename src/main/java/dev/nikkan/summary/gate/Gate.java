package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import dev.nikkan.summary.Material;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Decides whether a model's summary is printed. It knows nothing of the subject, only what can be checked:
/// every figure
/// and name must be in the input, the language, form and length right, and it must say something that is not
/// filler.
/// What it cannot see is a wrong sentence made of the input's own words.
///
/// Thread-safe.
public final class Gate {
    private final Phrases phrases = Phrases.builtIn();

    /// @param text as the model wrote it
    /// @param day other summaries of the same day in the same language
    public Verdict judge(Material material, Language language, String text, Collection<Neighbour> day) {
        Candidate candidate = new Candidate(text, language);
        List<Fault> faults = faults(candidate, material, day);
        return faults.isEmpty() ? new Verdict.Accepted(candidate.text()) : new Verdict.Rejected(faults);
    }

    /// What is wrong with a text that passed, now that these others stand beside it.
    public List<Fault> likeness(Material material, Language language, String text, Collection<Neighbour> day) {
        return new LikenessCheck(material, day).faults(new Candidate(text, language));
    }

    /// Of a text in another language the other measures say nothing, and of a few words neither does what is left
    /// without filler.
    private List<Fault> faults(Candidate candidate, Material material, Collection<Neighbour> day) {
        if (candidate.overlong()) {
            return List.of(LengthCheck.overlong(candidate));
        }
        List<Fault> language = LanguageCheck.faults(candidate);
        if (!language.isEmpty()) {
            return language;
        }
        Support support = Support.of(material, phrases);
        List<Fault> length = LengthCheck.faults(candidate);
        return Stream.of(
                        length,
                        FormCheck.faults(candidate, support),
                        new FigureCheck(support).faults(candidate),
                        new NameCheck(support, phrases).faults(candidate),
                        new VoiceCheck(support, phrases).faults(candidate),
                        length.isEmpty()
                                ? new FillerCheck(
                                                List.of(
                                                        material.title(),
                                                        material.draft().name().value()),
                                                support,
                                                phrases,
                                                FillerCheck.Least.SUMMARY)
                                        .faults(candidate)
                                : List.<Fault>of(),
                        new LikenessCheck(material, day).faults(candidate))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
