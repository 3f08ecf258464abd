package dev.nikkan.store;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words by which a title or a name says what a draft is about, and what each of them is worth: a word that
/// many drafts have says little.
///
/// The worth is fixed and not counted in the store, so that what is inferred of two drafts does not change with
/// what else is stored.
record TopicWords(Set<String> words) {
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}.]+|\\.(?!\\d)|(?<!\\d)\\.");
    private static final Pattern RFC = Pattern.compile("(?:rfc)?(\\d{3,6})-?bis");

    private static final Set<String> EMPTY_WORDS =
            words("a an and as at by for from in into is its of on or the to" + " via with within");
    /// What the members of a family differ by, each with the one word that stands for it.
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("architecture", "architecture"),
            Map.entry("arch", "architecture"),
            Map.entry("requirement", "requirement"),
            Map.entry("req", "requirement"),
            Map.entry("framework", "framework"),
            Map.entry("fwk", "framework"),
            Map.entry("fw", "framework"),
            Map.entry("yang", "yang"),
            Map.entry("mib", "mib"),
            Map.entry("usecase", "usecase"),
            Map.entry("scenario", "usecase"),
            Map.entry("statement", "problem"),
            Map.entry("problem", "problem"),
            Map.entry("terminology", "terminology"),
            Map.entry("gap", "gap"),
            Map.entry("overview", "overview"),
            Map.entry("applicability", "applicability"),
            Map.entry("survey", "survey"),
            Map.entry("benchmarking", "benchmarking"),
            Map.entry("threat", "threat"),
            Map.entry("deployment", "deployment"));
    private static final Set<String> COMMON = words("analysis application base based basic best bgp bis case client"
            + " common consideration control data datagram definition description dhcp dhcpv6 distribution dns draft"
            + " dtls dynamic extended extension field format guideline header http information internet interface ip"
            + " ipv4 ipv6 isis layer link management mechanism message method model module mpls multicast multiple"
            + " network node object operation option ospf packet parameter path pcep policy practice procedure process"
            + " profile protocol quic report routing rtp secure security segment server service session signaling sip"
            + " specification standard state support system tcp tls traffic transport tunnel type udp use user using v1"
            + " v2 v3 version web oauth acme");

    private static final double OF_A_COMMON_WORD = 0.3;
    private static final double OF_A_KIND = 0.5;

    TopicWords {
        words = Set.copyOf(words);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    static TopicWords ofTitle(String title) {
        return new TopicWords(Arrays.stream(BREAK.split(Unaccented.of(title)))
                .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                .map(TopicWords::singular)
                .collect(Collectors.toSet()));
    }

    /// The words of a part of a draft's name, without the acronym of a group if anything else is left.
    ///
    /// @param group an acronym; empty for none
    static TopicWords ofName(List<String> parts, String group) {
        Set<String> stem = new HashSet<>();
        parts.forEach(part -> stem.add(singular(part)));
        if (stem.size() > 1) {
            stem.remove(singular(group));
        }
        return new TopicWords(stem);
    }

    private static String singular(String word) {
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /// The numbers of the RFCs that a draft's name says it revises, `8446` of `rfc8446bis` and of `rfc8446-bis`.
    static Set<String> revisedRfcs(String name) {
        return name.contains("bis")
                ? RFC.matcher(name).results().map(result -> result.group(1)).collect(Collectors.toSet())
                : Set.of();
    }

    /// What a family's members differ by: `architecture`, `yang`, ...
    Set<String> kinds() {
        return words.stream().filter(KINDS::containsKey).map(KINDS::get).collect(Collectors.toSet());
    }

    /// How much of both is common, by worth: 0 nothing, 1 all.
    ///
    /// @param group the acronym of a group, which its drafts have in common; empty for none
    double likeness(TopicWords other, String group) {
        double common = 0;
        double all = 0;
        for (String word : words) {
            double worth = worth(word, group);
            all += worth;
            common += other.words.contains(word) ? worth : 0;
        }
        for (String word : other.words) {
            all += worth(word, group);
        }
        return all == 0 ? 0 : 2 * common / all;
    }

    private static double worth(String word, String group) {
        if (COMMON.contains(word) || group.equals(word)) {
            return OF_A_COMMON_WORD;
        }
        return KINDS.containsKey(word) ? OF_A_KIND : 1;
    }
}
