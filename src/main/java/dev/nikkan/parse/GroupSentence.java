package dev.nikkan.parse;

import dev.nikkan.model.GroupMention;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The group in `It is a work item of the NAME (ACRONYM) WG of the IETF.` and its older forms, in the RFC Editor's
/// `This document is a product of the NAME Working Group of the IETF.`, and in what the IESG says of last calls and
/// approvals.
final class GroupSentence {
    private static final String WORK_ITEM = " is a work item of the ";
    private static final String PRODUCT = "This document is a product of the ";
    private static final String REQUEST = "received a request from the ";
    private static final List<String> ORGANIZATIONS = List.of(" of the IETF", " of the IRTF", " of the IAB");
    private static final List<String> TYPES =
            List.of("Working Group", "Research Group", "WG", "RG", "AG", "RAG", "BOF", "Area");

    private GroupSentence() {}

    /// @param opening a draft announcement's first paragraph
    static Optional<GroupMention> ofDraft(String opening) {
        int start = opening.indexOf(WORK_ITEM);
        return start < 0 ? Optional.empty() : withinOrganization(opening.substring(start + WORK_ITEM.length()));
    }

    /// Whether a paragraph is the RFC Editor's sentence. An abstract may begin with the same words; the sentence stands
    /// alone and ends with the organization's name.
    static boolean isOfRfc(String paragraph) {
        return paragraph.startsWith(PRODUCT)
                && paragraph.length() < 400
                && (paragraph.endsWith(" of the IETF.")
                        || paragraph.endsWith(" of the IRTF.")
                        || paragraph.endsWith(" the IRTF.")
                        || paragraph.endsWith(" Board.")
                        || paragraph.endsWith(" Steering Group."));
    }

    static Optional<GroupMention> ofRfc(String paragraph) {
        return withinOrganization(paragraph.substring(PRODUCT.length()));
    }

    /// `The IESG has received a request from the NAME WG (ACRONYM) to consider ...`
    ///
    /// @return empty for an individual submitter
    static Optional<GroupMention> ofRequest(String opening) {
        int from = opening.indexOf(REQUEST);
        if (from < 0) {
            return Optional.empty();
        }
        String rest = opening.substring(from + REQUEST.length());
        int end = firstOf(rest, " to consider ", " to make ", " to change ");
        return end < 0 ? Optional.empty() : requester(rest.substring(0, end).strip());
    }

    private static int firstOf(String text, String... words) {
        int first = -1;
        for (String word : words) {
            int at = text.indexOf(word);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        return first;
    }

    private static Optional<GroupMention> requester(String text) {
        String name = text.endsWith(")") && text.lastIndexOf('(') > 0
                ? text.substring(0, text.lastIndexOf('(')).strip()
                : text;
        Optional<String> acronym = name.equals(text)
                ? Optional.empty()
                : Optional.of(text.substring(text.lastIndexOf('(') + 1, text.length() - 1)
                        .strip()
                        .toLowerCase(Locale.ROOT));
        GroupMention typed = typed(name);
        return typed.type().isPresent() || acronym.isPresent()
                ? Optional.of(new GroupMention(typed.name(), acronym, typed.type()))
                : Optional.empty();
    }

    /// `This document is the product of the NAME Working Group.`
    static Optional<GroupMention> ofProduct(String paragraph) {
        int from = firstOf(paragraph, " product of the ", " products of the ");
        if (from < 0 || !paragraph.startsWith("Th") || paragraph.contains(" not the product ")) {
            return Optional.empty();
        }
        String rest = paragraph.substring(paragraph.indexOf(" of the ", from) + " of the ".length());
        int end = rest.indexOf(". ");
        String sentence = end < 0 ? rest : rest.substring(0, end);
        String name = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return Optional.of(group(name.strip())).filter(found -> !found.name().isEmpty());
    }

    /// @param acronym in any case
    /// @param type `WG`, or blank
    static GroupMention mention(String name, String acronym, String type) {
        return new GroupMention(
                name.strip(),
                Optional.of(acronym.toLowerCase(Locale.ROOT)),
                Optional.of(type.strip()).filter(found -> !found.isEmpty()));
    }

    private static Optional<GroupMention> withinOrganization(String rest) {
        String text = rest.endsWith(".") ? rest.substring(0, rest.length() - 1) : rest;
        return ORGANIZATIONS.stream()
                .filter(text::endsWith)
                .findFirst()
                .map(organization -> group(
                        text.substring(0, text.length() - organization.length()).strip()))
                .filter(group -> !group.name().isEmpty());
    }

    /// The last parentheses hold the acronym, and the type follows them: a name may have parentheses, too, and may end
    /// in "Working Group" itself.
    private static GroupMention group(String text) {
        int close = text.lastIndexOf(')');
        int open = text.lastIndexOf('(', Math.max(close, 0));
        String after = text.substring(close + 1).strip();
        if (open > 0 && close > open + 1 && isType(after)) {
            return new GroupMention(
                    text.substring(0, open).strip(),
                    Optional.of(text.substring(open + 1, close).strip().toLowerCase(Locale.ROOT)),
                    Optional.of(after).filter(type -> !type.isEmpty()));
        }
        return typed(text);
    }

    /// A short name in capitals, as the datatracker has it; anything else is the rest of the group's name.
    private static boolean isType(String text) {
        return TYPES.contains(text) || text.chars().allMatch(c -> c >= 'A' && c <= 'Z') || text.equals("Program");
    }

    /// A name and the word at its end that says what kind of group it is.
    static GroupMention typed(String text) {
        for (String type : TYPES) {
            if (text.endsWith(" " + type)) {
                String name = text.substring(0, text.length() - type.length()).strip();
                return new GroupMention(name, Optional.empty(), Optional.of(type));
            }
        }
        return new GroupMention(text, Optional.empty(), Optional.empty());
    }
}
