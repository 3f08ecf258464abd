package dev.nikkan.parse;

import dev.nikkan.model.Authors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The names in an announcement's author field: one a line, or separated by commas; `Ed.`, `Jr.` and `Inc.` are
/// elements of their own and belong to the name before them; `et al.` stands for those not named. No name has a comma
/// in it, so that names can be joined by commas and told apart again.
final class AuthorList {
    private static final Set<String> EDITOR = Set.of("ed.", "ed", "eds.", "eds", "editor", "editors", "(ed.)");
    private static final Set<String> SUFFIX = Set.of(
            "jr.", "jr", "sr.", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th", "ph.d.", "phd", "esq.", "inc.", "inc",
            "ltd.", "ltd", "llc");

    private static final Pattern COMMA = Pattern.compile(",");

    private final List<String> names = new ArrayList<>();
    private final List<String> editors = new ArrayList<>();
    private boolean etAl;

    private AuthorList() {}

    static Authors parse(List<String> lines) {
        AuthorList list = new AuthorList();
        for (String line : lines) {
            COMMA.splitAsStream(line).map(Characters::folded).forEach(list::take);
        }
        return new Authors(list.names, list.editors, list.etAl);
    }

    private void take(String element) {
        String name = withoutEtAl(element.startsWith("and ") ? element.substring(4) : element);
        String word = name.toLowerCase(Locale.ROOT);
        if (EDITOR.contains(word)) {
            markEditor();
        } else if (SUFFIX.contains(word) && !names.isEmpty()) {
            names.set(names.size() - 1, names.getLast() + " " + name);
        } else if (!name.isEmpty()) {
            names.add(name);
        }
    }

    private void markEditor() {
        if (!names.isEmpty() && !editors.contains(names.getLast())) {
            editors.add(names.getLast());
        }
    }

    private String withoutEtAl(String element) {
        for (String ending : List.of("et al.", "et al", "et. al.")) {
            if (element.toLowerCase(Locale.ROOT).endsWith(ending)) {
                etAl = true;
                return element.substring(0, element.length() - ending.length()).strip();
            }
        }
        return element;
    }
}
