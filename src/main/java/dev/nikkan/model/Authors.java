package dev.nikkan.model;

import java.util.List;

/// The authors as an announcement names them, in its order.
///
/// @param names one name each, without `Ed.`
/// @param editors those of `names` that the announcement marks `Ed.`
/// @param etAl whether it leaves further authors unnamed (`et al.`)
public record Authors(List<String> names, List<String> editors, boolean etAl) {
    public static final Authors NONE = new Authors(List.of(), List.of(), false);

    public Authors {
        names = List.copyOf(names);
        editors = List.copyOf(editors);
    }

    public static Authors of(String... names) {
        return new Authors(List.of(names), List.of(), false);
    }
}
