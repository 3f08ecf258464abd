package dev.nikkan.digest.signal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What drafts are about, as `themes.txt` lists it. Thread-safe; made once, and used for every day.
public final class Themes {
    private final List<Theme> list;
    private final PhraseIndex index;
    private final Map<String, List<Integer>> byGroup = new HashMap<>();
    private final Map<String, Integer> byId = new HashMap<>();

    private Themes(Collection<Theme> themes) {
        this.list = List.copyOf(themes);
        this.index = new PhraseIndex(list);
        for (int i = 0; i < list.size(); i++) {
            byId.put(list.get(i).id(), i);
            for (String group : list.get(i).groups()) {
                byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(i);
            }
        }
    }

    /// The ones that come with the program.
    public static Themes builtIn() {
        try {
            return of(resource("themes.txt"));
        } catch (ThemeException e) {
            throw new IllegalStateException("the program's own themes.txt is wrong: " + e.getMessage(), e);
        }
    }

    /// Those of one file alone.
    static Themes of(String text) throws ThemeException {
        return new Themes(List.of()).with(text);
    }

    /// These and those of a file: a theme whose id is known takes that theme's place, one without patterns
    /// removes it.
    ///
    /// @param text a file in the form of `themes.txt`
    public Themes with(String text) throws ThemeException {
        Map<String, Theme> merged = new LinkedHashMap<>();
        list.forEach(theme -> merged.put(theme.id(), theme));
        for (Theme theme : ThemeLines.read(text, merged)) {
            if (theme.removal()) {
                merged.remove(theme.id());
            } else {
                merged.put(theme.id(), inItsArea(theme, Optional.ofNullable(merged.get(theme.id()))));
            }
        }
        return new Themes(merged.values());
    }

    /// One that takes another's place stays in that one's area, unless its file names one.
    private static Theme inItsArea(Theme theme, Optional<Theme> before) {
        return theme.area().isPresent() ? theme : theme.in(before.flatMap(Theme::area));
    }

    /// By which filters name them.
    public Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    public int size() {
        return list.size();
    }

    PhraseIndex index() {
        return index;
    }

    Theme get(int theme) {
        return list.get(theme);
    }

    /// The themes of a group's documents.
    List<Integer> ofGroup(String acronym) {
        return byGroup.getOrDefault(acronym, List.of());
    }

    /// The themes that one lies in; one taken away by the operator is not among them.
    List<Integer> around(int theme) {
        return list.get(theme).within().stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Themes.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + name + " cannot be read", e);
        }
    }
}
