package dev.nikkan.digest;

import static dev.nikkan.digest.EditionBuilder.edition;

import dev.nikkan.model.EditionContent;
import dev.nikkan.model.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A day of any size from a seed: groups and individuals, several revisions, late mail, titles of the worst kind.
public final class MadeUpDay {
    private static final List<String> WHERE = List.of(
            "ietf-tls", "ietf-wimse", "ietf-idr", "ietf-6man", "irtf-cfrg", "iab", "someone", "another-quic", "third");
    private static final List<String> ABOUT = List.of(
            "QUIC Streams",
            "AI Agents",
            "BGP Communities",
            "YANG Module",
            "Post-Quantum TLS",
            "SRv6 Policy",
            "OAuth Tokens",
            "Parrots",
            "DNSSEC Keys");
    private static final List<String> WORST = List.of(
            "<script>alert(1)</script>",
            "](javascript:alert(1)) ![x](http://evil.example/x.png)",
            "\u202Edesrever \u0000\u0007",
            "</h3></div></body>",
            "# Heading | table `code` *bold* 7. list",
            "x".repeat(5000),
            "1. 1. 1.",
            "日本語の題名");

    private final Random random;
    private final List<Abstracts> abstracts = Abstracts.labelled();

    private MadeUpDay(long seed) {
        this.random = new Random(seed);
    }

    public static EditionContent of(long seed) {
        return new MadeUpDay(seed).content();
    }

    /// The same announcements, stored in another order.
    public static EditionContent shuffled(EditionContent content, long seed) {
        List<Item.Post> posts = new ArrayList<>(content.posts());
        Collections.shuffle(posts, new Random(seed));
        return new EditionContent(
                content.day(), content.account(), posts, content.rfcs(), content.events(), content.unreadSources());
    }

    private EditionContent content() {
        EditionBuilder day = edition("2026-11-22");
        int drafts = random.nextInt(90);
        for (int i = 0; i < drafts; i++) {
            String name = "draft-%s-topic%d".formatted(pick(WHERE), i);
            int revision = random.nextInt(20);
            boolean late = random.nextInt(12) == 0;
            add(day, name, revision, late);
            if (random.nextInt(10) == 0) {
                add(day, name, revision + 1, late);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            day.rfc(9990 + i, pick(ABOUT));
        }
        return day.content();
    }

    private void add(EditionBuilder day, String name, int revision, boolean late) {
        day.draft("%s-%02d".formatted(name, revision), post -> {
            post.title(random.nextInt(8) == 0 ? pick(WORST) : pick(ABOUT) + " and " + pick(ABOUT))
                    .authors(random.ints(random.nextInt(7), 'A', 'Z' + 1)
                            .mapToObj(letter -> (char) letter + ". Author")
                            .toArray(String[]::new))
                    .abstractText(
                            random.nextInt(10) == 0
                                    ? pick(WORST)
                                    : pick(abstracts).text());
            if (random.nextInt(20) == 0) {
                post.untitled();
            }
            if (revision > 0 && random.nextBoolean()) {
                post.previous(revision - 1, "2026-10-20");
            }
            return late ? post.on("2026-11-20") : post;
        });
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
