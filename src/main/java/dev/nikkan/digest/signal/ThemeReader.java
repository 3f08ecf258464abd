package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the themes of a draft: by its group, by a phrase in its title, or by two in its abstract.
final class ThemeReader {
    /// `draft-somebody-rats-something`: by custom an individual draft names the group it is meant for.
    private static final Pattern MEANT_FOR = Pattern.compile("draft-(?!ietf-|irtf-|iab-)[a-z0-9]+-([a-z0-9]+)-.+");

    private final Themes themes;

    ThemeReader(Themes themes) {
        this.themes = themes;
    }

    /// The themes by their place among all, each with the best reason: the group before the title, it before the
    /// abstract.
    NavigableMap<Integer, Hit> themes(DraftName name, Optional<Text> title, Optional<Text> abstractText) {
        NavigableMap<Integer, Hit> found = new TreeMap<>();
        group(name)
                .ifPresent(group ->
                        themes.ofGroup(group).forEach(theme -> found.put(theme, new Hit(Hit.Place.GROUP, group))));
        title.ifPresent(text -> inTitle(text, found));
        abstractText.ifPresent(text -> inAbstract(text, found));
        List.copyOf(found.entrySet()).forEach(entry -> addAround(entry.getKey(), entry.getValue(), found));
        return found;
    }

    private static Optional<String> group(DraftName name) {
        return name.group().or(() -> {
            Matcher matcher = MEANT_FOR.matcher(name.value());
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
    }

    private static void inTitle(Text text, Map<Integer, Hit> found) {
        for (int i = 0; i < text.words().size(); i++) {
            for (ThemePhrase entry : text.words().get(i).starting()) {
                int end = found.containsKey(entry.theme()) ? -1 : entry.phrase().end(text.words(), i);
                if (end > 0) {
                    found.put(entry.theme(), new Hit(Hit.Place.TITLE, text.between(i, end)));
                }
            }
        }
    }

    private void inAbstract(Text text, Map<Integer, Hit> found) {
        Map<Integer, Hit> once = new HashMap<>();
        Map<Integer, Integer> lastAt = new HashMap<>();
        for (int i = 0; i < text.words().size(); i++) {
            for (ThemePhrase entry : text.words().get(i).starting()) {
                int theme = entry.theme();
                if (found.containsKey(theme) || Integer.valueOf(i).equals(lastAt.get(theme))) {
                    continue;
                }
                int end = entry.phrase().end(text.words(), i);
                if (end > 0) {
                    Hit hit = new Hit(Hit.Place.ABSTRACT, text.between(i, end));
                    Hit first = once.putIfAbsent(theme, hit);
                    lastAt.put(theme, i);
                    if (themes.get(theme).strong() || first != null) {
                        found.put(theme, first == null ? hit : first);
                    }
                }
            }
        }
    }

    private void addAround(int theme, Hit hit, Map<Integer, Hit> found) {
        for (int outer : themes.around(theme)) {
            if (found.putIfAbsent(outer, hit) == null) {
                addAround(outer, hit, found);
            }
        }
    }
}
