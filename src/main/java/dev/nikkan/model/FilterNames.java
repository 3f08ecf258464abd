package dev.nikkan.model;

import java.util.List;

/// What filters may name, as far as there is a list of it. It is asked when somebody writes a filter, and not when
/// one that is stored is read: a theme may go, and its filter stays.
public interface FilterNames {
    /// Has no list, and looks at no more than how a term is written.
    FilterNames ANY = filter ->
            filter.terms().stream().flatMap(term -> term.objection().stream()).toList();

    /// The terms that can never meet anything, each as it is written with what was most likely meant.
    List<String> objections(Filter filter);
}
