package dev.nikkan.summary.gate;

import dev.nikkan.model.Language;
import dev.nikkan.summary.Material;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Whether a text is nearly what another draft of the day got. The titles do not count: a form filled in with
/// titles is
/// what this is to find. Drafts whose abstracts are alike may have summaries that are.
final class LikenessCheck {
    private static final double ALIKE = 0.6;

    private final Material material;
    private final Collection<Neighbour> day;

    LikenessCheck(Material material, Collection<Neighbour> day) {
        this.material = material;
        this.day = day;
    }

    List<Fault> faults(Candidate candidate) {
        Set<String> own = grams(material, candidate.text(), candidate.language());
        return day.stream()
                .filter(other ->
                        !other.material().draft().name().equals(material.draft().name()))
                .filter(other ->
                        Grams.likeness(own, grams(other.material(), other.summary(), candidate.language())) > ALIKE)
                .filter(other -> !sameSubject(other.material()))
                .map(other -> new Fault(
                        Reason.DUPLICATE,
                        "like that of " + other.material().draft().name()))
                .toList();
    }

    private static Set<String> grams(Material of, String summary, Language language) {
        return Grams.of(summary.replace(of.title(), ""), language);
    }

    private boolean sameSubject(Material other) {
        return Grams.likeness(
                        Grams.of(material.abstractText(), Language.EN), Grams.of(other.abstractText(), Language.EN))
                > ALIKE;
    }
}
