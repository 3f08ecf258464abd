package dev.nikkan.bench;

import dev.nikkan.model.Announcement;
import dev.nikkan.model.Authors;
import dev.nikkan.model.Day;
import dev.nikkan.model.DraftAtLevel;
import dev.nikkan.model.DraftName;
import dev.nikkan.model.DraftPost;
import dev.nikkan.model.DraftRevision;
import dev.nikkan.model.Envelope;
import dev.nikkan.model.GroupMention;
import dev.nikkan.model.LastCall;
import dev.nikkan.model.MailingList;
import dev.nikkan.model.Octets;
import dev.nikkan.model.Origin;
import dev.nikkan.model.ReadMessage;
import dev.nikkan.model.Reading;
import dev.nikkan.model.Revision;
import dev.nikkan.model.RfcNumber;
import dev.nikkan.model.RfcPublication;
import dev.nikkan.model.Sha256;
import dev.nikkan.model.Verification;
import dev.nikkan.store.Incoming;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Stored;
import dev.nikkan.store.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Made-up entries over thirty years, written as the daemon writes what it has read. Of 100 mails 90 are posts,
/// of drafts that run for four revisions and more on average, one is an RFC and nine are last calls with a
/// text. Words are as frequent as in English (Zipf's law over 60,000 of them, the commonest being real); one
/// abstract in fifty is Japanese.
final class Entries {
    private static final int BATCH = 250;
    private static final int VOCABULARY = 60_000;
    private static final LocalDate FIRST = LocalDate.of(1995, 1, 1);
    private static final int DAYS = 11_300;
    private static final String[] COMMON =
            ("the of and to a in is for this document be that with protocol as an are by on"
                            + " which or can from it network internet security server client message specification information"
                            + " data key routing address transport layer authentication encryption certificate tls quic http dns"
                            + " bgp ipv6 v6 ech auth header packet path traffic name service group management configuration"
                            + " provides proposed process procedure author authority authorization authoritative")
                    .split(" ");
    private static final String JAPANESE = "この文書はサーバーとクライアントの間の認証と証明書および鍵の交換について述べる。";

    private final MailStore mails;
    private final int messages;
    private final Random random = new Random(20_261_122);
    private final double[] cumulative = new double[VOCABULARY];
    private final String[] words = new String[VOCABULARY];

    Entries(MailStore mails, int messages) {
        this.mails = mails;
        this.messages = messages;
        double total = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            total += 1 / (i + 2.7);
            cumulative[i] = total;
            words[i] = i < COMMON.length ? COMMON[i] : invented(i);
        }
    }

    private String invented(int number) {
        String[] syllables =
                "ac ben con dor el fi gra ho in ka lo mul ne or plo qua re sta ti un ve wi xe zo".split(" ");
        StringBuilder word = new StringBuilder();
        for (int rest = number; rest > 0; rest /= syllables.length) {
            word.append(syllables[rest % syllables.length]);
        }
        return word.toString();
    }

    void write() {
        long start = System.nanoTime();
        for (int first = 0; first < messages; first += BATCH) {
            write(first, Math.min(messages, first + BATCH));
            if (first % 50_000 == 0) {
                Figures.progress("%d mails in %.0f s".formatted(first, Bench.millisSince(start) / 1000));
            }
        }
    }

    private void write(int first, int end) {
        List<Incoming> incoming = new ArrayList<>();
        List<Announcement> announcements = new ArrayList<>();
        for (int i = first; i < end; i++) {
            incoming.add(new Incoming(
                    Octets.of(("mail " + i).getBytes(StandardCharsets.UTF_8)),
                    Optional.empty(),
                    Origin.IMPORT,
                    Optional.empty()));
            announcements.add(announcement(i));
        }
        List<Stored> stored = mails.add(incoming);
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = first; i < end; i++) {
            verdicts.add(verdict(i, stored.get(i - first).id(), announcements.get(i - first)));
        }
        mails.save(verdicts);
    }

    private Verdict verdict(int number, long id, Announcement announcement) {
        LocalDate date = FIRST.plusDays((long) number * DAYS / messages);
        Optional<Sha256> hash = Optional.of(Sha256.of(("text " + number).getBytes(StandardCharsets.UTF_8)));
        Optional<String> text = announcement instanceof LastCall ? Optional.of(text(180)) : Optional.empty();
        ReadMessage message = new ReadMessage(
                new Envelope(
                        Optional.of(number + "@example.org"),
                        Optional.of("Subject " + number),
                        Optional.of("internet-drafts@ietf.org"),
                        Optional.of(new MailingList("i-d-announce.ietf.org")),
                        List.of(),
                        Optional.of(date.atTime(12, 0).toInstant(ZoneOffset.UTC)),
                        Optional.empty(),
                        Optional.empty(),
                        Verification.NOT_CHECKED),
                new Reading.Announced(announcement),
                hash,
                text,
                Optional.empty());
        return new Verdict(id, message, new Day(date), new Verdict.Entry(announcement), 1);
    }

    private Announcement announcement(int number) {
        int place = number % 100;
        if (place == 50) {
            return rfc(number / 100 + 1);
        }
        // A draft lives among its neighbours in time: revisions of one are some thousands of mails apart.
        int draft = number / 5_000 * 1_200 + random.nextInt(1_200);
        return place % 11 == 10 ? lastCall(draft) : post(draft, number / 1_250 % 4 * 3 + random.nextInt(3));
    }

    private DraftName name(int draft) {
        Random own = new Random(draft);
        String group = own.nextInt(3) > 0 ? "ietf-" + group(own) : "author" + own.nextInt(2_000);
        return new DraftName("draft-%s-%s-%s%d".formatted(group, word(own, 5_000), word(own, 5_000), draft));
    }

    private String group(Random own) {
        return own.nextInt(40) == 0 ? "tls" : "wg" + own.nextInt(300);
    }

    private DraftPost post(int draft, int revision) {
        DraftName name = name(draft);
        return new DraftPost(
                new DraftRevision(name, new Revision(revision)),
                Optional.of(title()),
                authors(new Random(draft)),
                name.group().map(group -> new GroupMention("Group of " + group, Optional.of(group), Optional.of("WG"))),
                Optional.of(20),
                Optional.empty(),
                Optional.of(random.nextInt(50) == 0 ? JAPANESE.repeat(3) + text(20) : text(60 + random.nextInt(100))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private RfcPublication rfc(int number) {
        return new RfcPublication(
                new RfcNumber(number),
                List.of(),
                Optional.of(title()),
                authors(random),
                Optional.of("Proposed Standard"),
                Optional.empty(),
                Optional.of("IETF"),
                Optional.empty(),
                List.of(),
                Optional.of(20),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(name(number)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text(100)),
                Optional.empty());
    }

    private LastCall lastCall(int draft) {
        String title = title();
        return new LastCall(
                "Last Call: <%s.txt> (%s) to Proposed Standard".formatted(name(draft), title),
                Optional.of(title),
                List.of(new DraftAtLevel(
                        name(draft), Optional.empty(), Optional.empty(), Optional.of("Proposed Standard"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private Authors authors(Random own) {
        return Authors.of("Ann " + surname(own), "Bob " + surname(own));
    }

    /// One of 8,000.
    private String surname(Random own) {
        return invented(1_000 + own.nextInt(8_000)) + "son";
    }

    private String title() {
        StringBuilder title = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            title.append(word(random, VOCABULARY)).append(' ');
        }
        return title.toString().strip();
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length * 7);
        for (int i = 0; i < length; i++) {
            text.append(word(random, VOCABULARY)).append(i % 12 == 11 ? ".\n" : " ");
        }
        return text.toString();
    }

    /// One of the `most` commonest words, the common ones often.
    private String word(Random from, int most) {
        int found = Arrays.binarySearch(cumulative, from.nextDouble() * cumulative[most - 1]);
        return words[found < 0 ? -found - 1 : found];
    }
}
