package dev.nikkan.digest;

import dev.nikkan.model.Account;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.EditionContent;
import dev.nikkan.model.EventKind;
import dev.nikkan.model.EventSummary;
import dev.nikkan.model.Item;
import dev.nikkan.model.PreviousRevision;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The content of an edition for tests: say what the test is about, the rest is ordinary.
public final class EditionBuilder {
    private final Day day;
    private final List<Item.Post> posts = new ArrayList<>();
    private final List<Item.Rfc> rfcs = new ArrayList<>();
    private final List<Item.Other> events = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private long messages;

    private EditionBuilder(String day) {
        this.day = Day.parse(day);
    }

    public static EditionBuilder edition(String day) {
        return new EditionBuilder(day);
    }

    /// One announced revision by itself.
    public static DraftPost post(String draft, UnaryOperator<PostBuilder> details) {
        return details.apply(new PostBuilder(draft, Day.parse("2026-11-22")))
                .build(1)
                .post();
    }

    /// `draft-ietf-quic-http-07`
    public EditionBuilder draft(String draft) {
        return draft(draft, post -> post);
    }

    public EditionBuilder draft(String draft, UnaryOperator<PostBuilder> details) {
        posts.add(details.apply(new PostBuilder(draft, day)).build(++messages));
        return this;
    }

    /// Individual drafts `draft-author-topic-1-00` and so on.
    public EditionBuilder drafts(int count) {
        for (int i = 1; i <= count; i++) {
            String number = "%03d".formatted(i);
            draft("draft-author-topic" + number + "-00", post -> post.title("On Topic " + number));
        }
        return this;
    }

    public EditionBuilder rfc(int number, String title) {
        return rfc(number, title, day.toString());
    }

    public EditionBuilder rfc(int number, String title, String on) {
        RfcPublication rfc = new RfcPublication(
                new RfcNumber(number),
                List.of(),
                Optional.of(title),
                Authors.of("A. Author"),
                Optional.of("Standards Track"),
                Optional.of("Proposed Standard"),
                Optional.of("IETF"),
                Optional.empty(),
                List.of(),
                Optional.of(12),
                Optional.empty(),
                List.of(new RfcNumber(1111)),
                List.of(new RfcNumber(2222), new RfcNumber(3333)),
                List.of(),
                Optional.of(new DraftName("draft-ietf-sample-source")),
                Optional.of(new Revision(9)),
                Optional.empty(),
                Optional.empty(),
                Optional.of("This document specifies " + title + "."),
                Optional.empty());
        rfcs.add(new Item.Rfc(++messages, Day.parse(on), Optional.empty(), rfc));
        return this;
    }

    public EditionBuilder event(EventKind kind, String subject) {
        return event(kind, subject, Optional.of("https://mailarchive.ietf.org/arch/msg/ietf-announce/abc_DEF-123/"));
    }

    public EditionBuilder event(EventKind kind, String subject, Optional<String> archivedAt) {
        return event(kind, subject, List.of(), Optional.empty(), Optional.empty(), archivedAt);
    }

    public EditionBuilder event(EventKind kind, String subject, String detail, Optional<LocalDate> deadline) {
        return event(
                kind,
                subject,
                List.of(),
                Optional.of(detail),
                deadline,
                Optional.of("https://mailarchive.ietf.org/arch/msg/ietf-announce/abc_DEF-123/"));
    }

    /// @param drafts that it is about
    public EditionBuilder event(EventKind kind, String subject, List<String> drafts) {
        return event(kind, subject, drafts, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private EditionBuilder event(
            EventKind kind,
            String subject,
            List<String> drafts,
            Optional<String> detail,
            Optional<LocalDate> deadline,
            Optional<String> archivedAt) {
        EventSummary event = new EventSummary(
                kind,
                subject,
                Optional.of(subject),
                drafts.stream().map(DraftName::new).toList(),
                Optional.empty(),
                Optional.empty(),
                detail,
                deadline,
                Optional.empty(),
                Optional.empty());
        events.add(new Item.Other(++messages, day, archivedAt, event));
        return this;
    }

    public EditionBuilder unread(String source) {
        unread.add(source);
        return this;
    }

    public EditionContent content() {
        int today = (int) posts.stream().filter(item -> item.day().equals(day)).count();
        int drafts = (int) posts.stream()
                .filter(item -> item.day().equals(day))
                .map(item -> item.post().draft().name())
                .distinct()
                .count();
        int published =
                (int) rfcs.stream().filter(item -> item.day().equals(day)).count();
        Account account =
                new Account(today + published + events.size() + 3, today, drafts, published, events.size(), 2, 1, 0);
        return new EditionContent(day, account, posts, rfcs, events, unread);
    }

    public Digest digest() {
        return Digest.of(content());
    }

    /// One announced revision.
    public static final class PostBuilder {
        private final DraftRevision draft;
        private Day on;
        private Optional<String> title;
        private Authors authors = Authors.of("A. Author", "B. Author");
        private Optional<String> abstractText = Optional.of("This document defines something. It is short.");
        private Optional<PreviousRevision> previous = Optional.empty();

        private PostBuilder(String draft, Day on) {
            int hyphen = draft.lastIndexOf('-');
            this.draft = new DraftRevision(
                    new DraftName(draft.substring(0, hyphen)), Revision.parse(draft.substring(hyphen + 1)));
            this.on = on;
            this.title = Optional.of("About " + draft.substring("draft-".length(), hyphen));
        }

        public PostBuilder on(String day) {
            on = Day.parse(day);
            return this;
        }

        public PostBuilder title(String text) {
            title = Optional.of(text);
            return this;
        }

        public PostBuilder untitled() {
            title = Optional.empty();
            return this;
        }

        public PostBuilder authors(String... names) {
            authors = Authors.of(names);
            return this;
        }

        public PostBuilder abstractText(String text) {
            abstractText = Optional.of(text);
            return this;
        }

        public PostBuilder previous(int revision, String day) {
            previous = Optional.of(new PreviousRevision(new Revision(revision), Day.parse(day)));
            return this;
        }

        private Item.Post build(long message) {
            DraftPost post = new DraftPost(
                    draft,
                    title,
                    authors,
                    Optional.empty(),
                    Optional.of(12),
                    Optional.empty(),
                    abstractText,
                    Optional.of("https://evil.example/"),
                    Optional.empty(),
                    Optional.of("javascript:alert(1)"));
            return new Item.Post(message, on, Optional.empty(), post, previous);
        }
    }
}
