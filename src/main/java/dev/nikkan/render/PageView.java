package dev.nikkan.render;

import java.net.URI;
import java.util.List;

/// What the template of a page for subscribers can name. Empty text and empty lists are false in a section.
///
/// @param name of the list
/// @param alert what is wrong with what was typed in, to be read out at once; none or one
/// @param done what was done, likewise
/// @param form none or one
record PageView(
        String language,
        String name,
        String title,
        List<Alert> alert,
        String done,
        List<String> paragraphs,
        List<Form> form,
        boolean anyLinks,
        List<Link> links,
        String otherLanguage,
        String otherName) {
    /// @param lines that are wrong
    record Alert(String text, boolean anyLines, List<String> lines) {}

    /// @param action where it is posted; empty: to the page's own address
    /// @param hidden what the page was like, for who reads the form
    /// @param email none or one
    record Form(
            String action,
            List<Hidden> hidden,
            List<Email> email,
            List<Group> groups,
            List<Check> checks,
            List<Button> buttons) {
        Form(List<Email> email, List<Group> groups, List<Check> checks, List<Button> buttons) {
            this("", List.of(), email, groups, checks, buttons);
        }
    }

    record Hidden(String name, String value) {}

    record Email(String label, String value, boolean invalid) {}

    /// Of the options one is chosen.
    ///
    /// @param text a field below them; none or one
    record Group(String legend, List<Option> options, List<Text> text) {}

    record Option(String name, String value, String label, boolean chosen) {}

    record Text(String name, String label, String value, String hint, boolean invalid) {}

    record Check(String name, String value, String label) {}

    record Button(String name, String value, String label, boolean second) {}

    record Link(URI target, String label) {}
}
