package dev.nikkan.render;

import dev.nikkan.digest.Links;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.RfcNumber;
import java.net.URI;
import java.util.List;

/// Days to try templates on: one in which every section has something, one in which none has, and a quiet one.
final class SampleViews {
    private static final DraftName NAME = new DraftName("draft-ietf-sample-protocol");
    private static final URI DRAFT = Links.datatracker(NAME);

    private static final DraftView.Announced REVISED =
            new DraftView.Announced(NAME + "-01", "2026-11-22", false, "00", "2026-10-19", List.of(DRAFT));
    private static final DraftView.Announced BARE =
            new DraftView.Announced(NAME + "-00", "2026-11-22", true, "", "", List.of());

    private static final DraftView FULL_DRAFT = new DraftView(
            1,
            "draft-ietf-sample-protocol",
            NAME.toString(),
            "A Sample Protocol",
            "sample WG",
            true,
            "draft-someone-sample",
            List.of(DRAFT),
            "A. Author, B. Author, C. Author",
            2,
            true,
            12,
            List.of(BARE, REVISED),
            "This document defines a sample.",
            "en",
            "sample-model",
            true,
            DRAFT,
            false);
    private static final DraftView BARE_DRAFT = new DraftView(
            2,
            "a",
            NAME.toString(),
            NAME.toString(),
            "",
            false,
            "",
            List.of(),
            "",
            0,
            false,
            0,
            List.of(BARE),
            "",
            "en",
            "",
            false,
            DRAFT,
            true);

    private static final List<GroupView> GROUPS = List.of(
            new GroupView("SRv6", "group-1", 1, 1, 1, 1, true, true, List.of(FULL_DRAFT)),
            new GroupView("Other", "group-2", 1, 0, 2, 2, false, false, List.of(BARE_DRAFT)));

    private static final RfcView FULL_RFC = new RfcView(
            9999,
            "A Sample Protocol",
            "2026-11-22",
            "Proposed Standard",
            "IETF",
            12,
            "STD 99",
            "RFC 1",
            "RFC 2",
            NAME.toString(),
            "This document defines a sample.",
            true,
            Links.rfc(new RfcNumber(9999)),
            false);
    private static final RfcView BARE_RFC = new RfcView(
            9998, "", "2026-11-22", "", "", 0, "", "", "", "", "", false, Links.rfc(new RfcNumber(9998)), true);

    private static final List<EventView> EVENTS = List.of(
            new EventView(
                    "Last Call",
                    "A Sample Protocol",
                    "A Sample Protocol",
                    NAME.toString(),
                    "Proposed Standard",
                    "2026-12-06",
                    "2026-11-22",
                    List.of(Links.IETF_ANNOUNCE),
                    List.of(DRAFT)),
            new EventView("Announcement", "A Sample", "A Sample", "", "", "", "2026-11-22", List.of(), List.of()));

    private static final List<PassageView> WORDS = PassageView.ofEach("Some words, see https://example.org/.");

    private static final FrameView FULL_FRAME = new FrameView(
            WORDS,
            true,
            List.of(new FrameView.Kind("Last calls", EVENTS), new FrameView.Kind("Others", EVENTS)),
            true,
            EVENTS,
            true,
            List.of("No mail of this day has reached us."),
            true,
            WORDS,
            WORDS);
    private static final FrameView EMPTY_FRAME =
            new FrameView(List.of(), false, List.of(), false, List.of(), false, List.of(), false, List.of(), List.of());

    static final PartView EVERYTHING = new PartView(
            "2026-11-22",
            3,
            2,
            true,
            2,
            2,
            6,
            2,
            2,
            2,
            false,
            true,
            true,
            new PartView.Range(1, 1, 2),
            1,
            2,
            List.of(new PartView.Range(2, 3, 3)),
            true,
            List.of("user@imap.example.org/INBOX"),
            true,
            true,
            true,
            GROUPS,
            true,
            GROUPS,
            List.of(FULL_DRAFT, BARE_DRAFT),
            true,
            List.of(FULL_RFC, BARE_RFC),
            true,
            EVENTS,
            true,
            List.of(FULL_DRAFT, BARE_DRAFT),
            List.of(FULL_RFC, BARE_RFC),
            EVENTS,
            List.of(new PartView.Tally(11, 3, 2, 2, 1, 1, 1, 1)),
            "list@example.org",
            "https://example.org/manage?lang=en",
            Links.I_D_ANNOUNCE,
            Links.IETF_ANNOUNCE,
            new OverviewView(
                    "SRv6 3",
                    true,
                    List.of("3 Internet-Drafts."),
                    true,
                    List.of("SRv6: 3 drafts."),
                    true,
                    List.of("SRv6 ─ 3 drafts. It lets operators steer packets. (AI summary)"),
                    List.of("SRv6 ─ 3 drafts")),
            FULL_FRAME,
            "sample-model",
            "wg:sample",
            1);

    static final PartView NOTHING = new PartView(
            "2026-11-22",
            0,
            0,
            false,
            0,
            0,
            0,
            0,
            0,
            0,
            true,
            false,
            false,
            new PartView.Range(1, 1, 0),
            1,
            1,
            List.of(),
            false,
            List.of(),
            false,
            false,
            false,
            List.of(),
            false,
            List.of(),
            List.of(),
            false,
            List.of(),
            false,
            List.of(),
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "",
            "",
            Links.I_D_ANNOUNCE,
            Links.IETF_ANNOUNCE,
            OverviewView.NONE,
            EMPTY_FRAME,
            "",
            "",
            0);

    /// The first part of a day without drafts and RFCs.
    static final PartView QUIET = new PartView(
            "2026-11-22",
            0,
            0,
            false,
            0,
            0,
            0,
            0,
            0,
            0,
            true,
            false,
            true,
            new PartView.Range(1, 1, 0),
            1,
            1,
            List.of(),
            false,
            List.of(),
            false,
            false,
            false,
            List.of(),
            false,
            List.of(),
            List.of(),
            false,
            List.of(),
            false,
            List.of(),
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(new PartView.Tally(2, 0, 0, 2, 0, 0, 0, 0)),
            "list@example.org",
            "https://example.org/manage?lang=en",
            Links.I_D_ANNOUNCE,
            Links.IETF_ANNOUNCE,
            OverviewView.NONE,
            FULL_FRAME,
            "",
            "",
            0);

    private SampleViews() {}
}
