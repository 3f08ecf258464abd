package dev.nikkan.digest.signal;

import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.PastPost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The method that the program's own was measured against: groups by name, title n-grams, 51 themes as regular
/// expressions, merged; no damping and no history but titles. Kept as plain as it was.
final class PlainMethod {
    private static final Set<String> STRONG = Set.of("ai-agent", "pqc", "srv6", "ipv6trans", "wimse");
    private static final Set<String> WATCHED = Set.of("ai-agent", "pqc");
    private static final Set<String> EMPTY = Set.of(
            ("a an and for in of on the to with using via over from by into as at is its new internet protocol protocols"
                            + " extension extensions framework requirements statement problem analysis considerations")
                    .split(" "));

    private final Map<String, Pattern> themes = new HashMap<>();
    private final List<String> background;

    PlainMethod(String dictionary, List<PastPost> history) {
        dictionary.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] fields = line.split("\\|", 4);
            themes.put(fields[0], Pattern.compile(fields[3], Pattern.CASE_INSENSITIVE));
        });
        background = history.stream()
                .flatMap(post -> post.title().stream())
                .distinct()
                .toList();
    }

    private record Candidate(String id, int rank, double score, Set<DraftName> drafts) {}

    /// The drafts of each topic shown.
    Map<String, Set<DraftName>> topics(List<DraftPost> day) {
        List<Candidate> candidates = new ArrayList<>();
        groups(day, candidates);
        terms(day, candidates);
        themes(day, candidates);
        candidates.sort(Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparingInt(Candidate::rank)
                .thenComparing(Candidate::id));
        List<Candidate> merged = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (merged.stream().noneMatch(earlier -> same(candidate.drafts, earlier.drafts))) {
                merged.add(candidate);
            }
        }
        Map<String, Set<DraftName>> shown = new HashMap<>();
        merged.stream().limit(5).forEach(candidate -> shown.put(candidate.id, candidate.drafts));
        merged.stream()
                .filter(candidate -> WATCHED.contains(candidate.id))
                .forEach(candidate -> shown.put(candidate.id, candidate.drafts));
        return shown;
    }

    private static boolean same(Set<DraftName> drafts, Set<DraftName> others) {
        Set<DraftName> both = new HashSet<>(drafts);
        both.retainAll(others);
        return both.size() * 2 >= drafts.size() + others.size() - both.size() || both.size() == drafts.size();
    }

    private static void groups(List<DraftPost> day, List<Candidate> candidates) {
        Map<String, Set<DraftName>> groups = new HashMap<>();
        day.forEach(post -> post.draft()
                .name()
                .group()
                .ifPresent(group -> groups.computeIfAbsent(group, _ -> new TreeSet<>())
                        .add(post.draft().name())));
        groups.forEach((group, drafts) -> {
            if (drafts.size() > 1) {
                candidates.add(new Candidate("group " + group, 1, 6.0 * drafts.size(), drafts));
            }
        });
    }

    private void terms(List<DraftPost> day, List<Candidate> candidates) {
        Map<String, Set<DraftName>> terms = new HashMap<>();
        day.forEach(post -> terms(post.title().orElse(""))
                .forEach(term -> terms.computeIfAbsent(term, _ -> new TreeSet<>())
                        .add(post.draft().name())));
        terms.forEach((term, drafts) -> {
            int before = (int) background.stream()
                    .filter(title -> terms(title).contains(term))
                    .count();
            double score = LogLikelihood.ratio(drafts.size(), day.size(), before, background.size());
            if (drafts.size() > 1 && drafts.size() <= 0.6 * day.size() && score >= 6.63) {
                Set<DraftName> widened = new TreeSet<>(drafts);
                day.stream()
                        .filter(post -> words(post.abstractText().orElse("")).contains(" " + term + " "))
                        .forEach(post -> widened.add(post.draft().name()));
                candidates.add(new Candidate("term " + term, 2, score, widened));
            }
        });
    }

    private static String words(String text) {
        return " " + text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").replaceAll("(\\w{3})s\\b", "$1") + " ";
    }

    private static Set<String> terms(String title) {
        List<String> words = List.of(words(title).strip().split(" ", -1));
        Set<String> terms = new HashSet<>();
        for (int first = 0; first < words.size(); first++) {
            for (int last = first; last < Math.min(words.size(), first + 3); last++) {
                if (!EMPTY.contains(words.get(first)) && !EMPTY.contains(words.get(last))) {
                    terms.add(String.join(" ", words.subList(first, last + 1)));
                }
            }
        }
        return terms;
    }

    private void themes(List<DraftPost> day, List<Candidate> candidates) {
        themes.forEach((id, pattern) -> {
            Set<DraftName> drafts = new TreeSet<>();
            day.stream()
                    .filter(post -> pattern.matcher(post.title().orElse("")).find()
                            || pattern.matcher(post.abstractText().orElse(""))
                                            .results()
                                            .count()
                                    >= (STRONG.contains(id) ? 1 : 2))
                    .forEach(post -> drafts.add(post.draft().name()));
            int before = (int) background.stream()
                    .filter(title -> pattern.matcher(title).find())
                    .count();
            double score = LogLikelihood.ratio(drafts.size(), day.size(), before, background.size());
            if ((drafts.size() > 1 && score >= 4) || (!drafts.isEmpty() && WATCHED.contains(id))) {
                candidates.add(new Candidate(id, 0, score, drafts));
            }
        });
    }
}
