package dev.nikkan.render;

import static dev.nikkan.digest.EditionBuilder.edition;

import dev.nikkan.digest.Digest;
import dev.nikkan.digest.EditionBuilder;
import dev.nikkan.digest.signal.SignalFinder;
import dev.nikkan.digest.signal.SignalSettings;
import dev.nikkan.model.Day;
import dev.nikkan.model.DayInHistory;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.PostingHistory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A day of each sort, for what has to be true of all of them.
enum Days {
    /// Two parts.
    BUSY {
        @Override
        EditionBuilder content() {
            EditionBuilder edition = edition("2026-11-22");
            for (int i = 0; i < 9; i++) {
                String number = Integer.toString(i + 1);
                edition.draft(
                        "draft-ietf-lantern-part" + number + "-0" + i,
                        post -> post.title("Lantern: Signed Statements, Part " + number)
                                .abstractText(ABSTRACT)
                                .previous(Math.max(0, Integer.parseInt(number) - 2), "2026-10-0" + number));
            }
            for (int i = 1; i <= 12; i++) {
                edition.draft(
                        "draft-author%d-agents-topic-00".formatted(i),
                        post -> post.title("An Agent-to-Agent Protocol for Topics")
                                .authors("Ann Author", "Bob Autor", "山田 太郎", "Dan Last")
                                .abstractText(ABSTRACT + " " + ABSTRACT));
            }
            return edition.draft("draft-ietf-kite-inventory-07", post -> post.previous(6, "2026-11-01"))
                    .draft("draft-ietf-kite-inventory-08", post -> post.previous(7, "2026-11-22"))
                    .draft("draft-irtf-dinrg-fair-relays-01", post -> post.previous(0, "2026-01-31"))
                    .draft(
                            "draft-sample-srv6-lab-06",
                            post -> post.title("SRv6 in a *Lab*: <b> & _friends_")
                                    .previous(5, "2026-03-03"))
                    .rfc(10101, "Open Cloud Mesh (OCM)")
                    .event(
                            EventKind.LAST_CALL,
                            "Last Call: <draft-ietf-kite-inventory-07.txt> (Kite) to Proposed Standard",
                            "Proposed Standard",
                            Optional.of(LocalDate.parse("2026-12-06")))
                    .event(EventKind.WG_REVIEW, "WG Review: Lantern (lantern)");
        }
    },
    ORDINARY {
        @Override
        EditionBuilder content() {
            return edition("2026-11-23")
                    .draft(
                            "draft-ietf-wimse-mutual-tls-00",
                            post -> post.title("Workload Authentication Using Mutual TLS")
                                    .abstractText(ABSTRACT))
                    .draft(
                            "draft-ietf-wimse-identifier-01",
                            post -> post.title("Workload Identifier").previous(0, "2026-06-30"))
                    .draft(
                            "draft-example-ocm-03",
                            post -> post.title("Open Cloud Mesh(OCM)")
                                    .previous(2, "2026-05-01")
                                    .abstractText("This document defines **Open Cloud Mesh(OCM)** and `nothing` else."))
                    .draft("draft-nameless-one-00", EditionBuilder.PostBuilder::untitled)
                    .rfc(9999, "A Protocol")
                    .event(
                            EventKind.INTERIM,
                            "Foo (foo) WG Virtual Meeting: 2026-12-01",
                            "2026-12-01",
                            Optional.empty());
        }
    },
    OF_RFCS {
        @Override
        EditionBuilder content() {
            return edition("2026-11-24")
                    .rfc(10001, "A First Protocol")
                    .rfc(10002, "A Second Protocol (with Brackets)")
                    .rfc(10003, "Best Practices for Third Protocols");
        }
    },
    QUIET {
        @Override
        EditionBuilder content() {
            return edition("2026-11-25");
        }
    },
    FIRST {
        @Override
        EditionBuilder content() {
            return edition("2026-11-21")
                    .draft("draft-ietf-quic-multipath-13", post -> post.title("Multipath Extension for QUIC"))
                    .draft("draft-jones-quic-hints-00", post -> post.title("Path Hints for QUIC"));
        }

        @Override
        PostingHistory history() {
            return PostingHistory.NONE;
        }
    },
    /// With late arrivals, announcements that came again, and a source that could not be read.
    LATE {
        @Override
        EditionBuilder content() {
            return edition("2026-11-26")
                    .draft("draft-a-b-04", post -> post.previous(3, "2026-08-08"))
                    .draft(
                            "draft-ietf-late-one-02",
                            post -> post.on("2026-11-24")
                                    .previous(1, "2026-07-07")
                                    .abstractText(ABSTRACT))
                    .rfc(9998, "A Late Protocol", "2026-11-25")
                    .unread("digest@imap.example.org/INBOX");
        }
    };

    private static final SignalFinder FINDER = new SignalFinder(SignalSettings.builtIn());
    private static final String ABSTRACT = "This document defines a way for two peers to agree on a name for what they"
            + " exchange. It updates RFC 9000 and says \"nothing\" of <anything> else; see https://example.org/a_b_c.";

    abstract EditionBuilder content();

    PostingHistory history() {
        return new PostingHistory(
                Optional.of(Day.parse("2024-01-01")),
                List.of(),
                Set.of("wimse", "kite"),
                Map.of(new DraftName("draft-ietf-wimse-mutual-tls"), new DraftName("draft-smith-wimse-tls")));
    }

    Digest digest() {
        return Digest.of(new DayInHistory(content().content(), history()), FINDER);
    }
}
