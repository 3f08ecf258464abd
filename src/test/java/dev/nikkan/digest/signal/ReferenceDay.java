package dev.nikkan.digest.signal;

import dev.nikkan.model.Account;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.Item;
import dev.nikkan.model.Octets;
import dev.nikkan.model.PastPost;
import dev.nikkan.model.PostingHistory;
import dev.nikkan.model.Reading;
import dev.nikkan.model.Revision;
import dev.nikkan.parse.MessageParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A day of `reference-days/`: its announcements as mails of today's layout, read by the parser, and the topics
/// that the series' own overview of that day names.
///
/// @param topics the drafts of each
record ReferenceDay(Day day, List<DraftPost> posts, Map<String, Set<DraftName>> topics) {
    private static final int POSTING_DAYS = 60;
    private static final int POSTS_A_DAY = 15;

    static ReferenceDay of(String day) {
        List<DraftPost> posts = new ArrayList<>();
        Map<String, Set<DraftName>> topics = new TreeMap<>();
        for (String block : resource(day + ".txt").split("\n\n", -1)) {
            List<String> lines = block.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
            if (!lines.isEmpty()) {
                DraftPost post = read(mail(day, lines));
                posts.add(post);
                lines.stream()
                        .filter(line -> line.startsWith("topic: "))
                        .forEach(
                                line -> topics.computeIfAbsent(line.substring("topic: ".length()), _ -> new HashSet<>())
                                        .add(post.draft().name()));
            }
        }
        return new ReferenceDay(Day.parse(day), posts, topics);
    }

    EditionContent content() {
        return content(posts);
    }

    /// The same day, its posts in another order.
    EditionContent content(List<DraftPost> ordered) {
        List<Item.Post> items = new ArrayList<>();
        for (DraftPost post : ordered) {
            items.add(new Item.Post(items.size() + 1, day, Optional.empty(), post, Optional.empty()));
        }
        int count = items.size();
        return new EditionContent(
                day, new Account(count, count, count, 0, 0, 0, 0, 0), items, List.of(), List.of(), List.of());
    }

    /// Sixty posting days of fifteen posts before the day, the background's titles in turn.
    PostingHistory history() {
        List<String> background = resource("background.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<PastPost> posts = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        for (int i = 0; i < POSTING_DAYS * POSTS_A_DAY; i++) {
            String[] fields = background.get(i % background.size()).split("\\|", 2);
            boolean individual = fields[0].equals("-");
            String name = "draft-%s-background-%d".formatted(individual ? "somebody" : "ietf-" + fields[0], i);
            posts.add(new PastPost(
                    day.plus(-1 - i / POSTS_A_DAY),
                    new DraftRevision(new DraftName(name), new Revision(1)),
                    Optional.of(fields[1]),
                    Authors.of("Somebody"),
                    Optional.empty()));
            groups.add(fields[0]);
        }
        groups.add("wimse"); // it had drafts since 2024, none of them an RFC yet
        return new PostingHistory(Optional.of(day.plus(-800)), posts, groups, Map.of());
    }

    private static String mail(String day, List<String> lines) {
        String name = lines.get(0);
        List<String> authors = Arrays.asList(lines.get(2).split("; ", -1));
        String group = name.matches("draft-(ietf|irtf)-.*")
                ? " It is a work item of the Sample (%s) %s of the IETF."
                        .formatted(
                                name.split("-", -1)[2].toUpperCase(Locale.ROOT),
                                name.startsWith("draft-irtf") ? "RG" : "WG")
                : "";
        return """
                From: internet-drafts@ietf.org
                To: <i-d-announce@ietf.org>
                Message-ID: <%1$s@example.net>
                Date: %2$s, 12:00:00 +0000
                List-Id: <i-d-announce.ietf.org>
                Subject: I-D Action: %1$s.txt
                MIME-Version: 1.0
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: 8bit

                Internet-Draft %1$s.txt is now available.%3$s

                   Title:   %4$s
                   %5$s %6$s
                   Name:    %1$s.txt
                   Pages:   12
                   Dates:   %2$s

                Abstract:

                   %7$s

                The IETF datatracker status page for this Internet-Draft is:
                https://datatracker.ietf.org/doc/%8$s/
                """.formatted(
                        name,
                        day,
                        group,
                        lines.get(1),
                        authors.size() == 1 ? "Author: " : "Authors:",
                        String.join("\n            ", authors),
                        lines.getLast(),
                        name.substring(0, name.length() - 3));
    }

    private static DraftPost read(String mail) {
        Octets octets = Octets.of(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        Reading reading = new MessageParser(Optional.empty()).parse(octets).reading();
        if (reading instanceof Reading.Announced announced && announced.announcement() instanceof DraftPost post) {
            return post;
        }
        throw new AssertionError("no announcement of a draft: " + reading + "\n" + mail);
    }

    static String resource(String name) {
        try (InputStream stream =
                Objects.requireNonNull(ReferenceDay.class.getResourceAsStream("/reference-days/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
