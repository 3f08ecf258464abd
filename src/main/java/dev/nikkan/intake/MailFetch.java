package dev.nikkan.intake;

import dev.nikkan.model.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/// Mails out of an open folder, by UID, without setting `\Seen`. Only UID, RFC822.SIZE, INTERNALDATE and `BODY.PEEK[]`
/// are asked for: what else Angus Mail can parse of a response is where it trips over.
final class MailFetch {
    /// A mail as the server lists it.
    ///
    /// @param size RFC822.SIZE
    record Listed(long uid, long size, Optional<Instant> arrival) {}

    private final ImapSession session;
    private final int chunk;

    /// @param chunk how much of a large mail is asked for at a time
    MailFetch(ImapSession session, int chunk) {
        this.session = session;
        this.chunk = chunk;
    }

    /// Size and arrival of those of the UIDs that the server still shows.
    SortedMap<Long, Listed> list(Collection<Long> uids) throws ImapFailure {
        SortedMap<Long, Listed> listed = new TreeMap<>();
        session.fetch(UidSet.of(uids), "(UID RFC822.SIZE INTERNALDATE)", response -> {
            UID uid = response.getItem(UID.class);
            RFC822SIZE size = response.getItem(RFC822SIZE.class);
            if (uid != null && size != null && uids.contains(uid.uid)) {
                listed.put(uid.uid, new Listed(uid.uid, size.size, arrival(response)));
            }
        });
        return listed;
    }

    private static Optional<Instant> arrival(FetchResponse response) {
        INTERNALDATE date = response.getItem(INTERNALDATE.class);
        return Optional.ofNullable(date).map(known -> known.getDate().toInstant());
    }

    /// The octets of mails that are not large, as they come in. NIL and a mail left out come not at all.
    void bodies(Collection<Long> uids, BiConsumer<Long, Octets> each) throws ImapFailure {
        session.fetch(UidSet.of(uids), "(UID BODY.PEEK[])", response -> {
            UID uid = response.getItem(UID.class);
            if (uid != null && uids.contains(uid.uid)) {
                data(response, -1).ifPresent(bytes -> each.accept(uid.uid, Octets.of(bytes)));
            }
        });
    }

    Optional<Octets> body(long uid) throws ImapFailure {
        List<Octets> found = new ArrayList<>(1);
        bodies(List.of(uid), (_, octets) -> found.add(octets));
        return found.stream().findFirst();
    }

    /// The octets of a large mail, fetched in chunks so that memory holds them once. NIL, a chunk of the wrong origin
    /// and an empty one end it: whether that was the end of the mail is told by its length.
    Octets large(Listed mail, int longest) throws ImapFailure {
        byte[] octets = new byte[Math.toIntExact(mail.size())];
        int have = 0;
        for (byte[] next = chunk(mail.uid(), have); next.length > 0; next = chunk(mail.uid(), have)) {
            if (have + next.length > octets.length) {
                octets = Arrays.copyOf(octets, have + next.length);
            }
            System.arraycopy(next, 0, octets, have, next.length);
            have += next.length;
            if (have >= longest) {
                break;
            }
        }
        return Octets.of(have == octets.length ? octets : Arrays.copyOf(octets, have));
    }

    private byte[] chunk(long uid, int origin) throws ImapFailure {
        List<byte[]> found = new ArrayList<>(1);
        session.fetch(Long.toString(uid), "(UID BODY.PEEK[]<" + origin + "." + chunk + ">)", response -> {
            UID answered = response.getItem(UID.class);
            if (answered != null && answered.uid == uid) {
                data(response, origin).ifPresent(found::add);
            }
        });
        return found.isEmpty() ? new byte[0] : found.getFirst();
    }

    /// @param origin the first octet asked for; -1 for all of the mail
    private static Optional<byte[]> data(FetchResponse response, int origin) {
        BODY body = response.getItem(BODY.class);
        if (body == null || body.getOrigin() != origin) {
            return Optional.empty();
        }
        ByteArray data = body.getByteArray();
        return Optional.ofNullable(data)
                .map(some -> Arrays.copyOfRange(some.getBytes(), some.getStart(), some.getStart() + some.getCount()));
    }

    /// Whether the folder still shows a UID.
    boolean shows(long uid) throws ImapFailure {
        return session.search("UID " + uid).contains(uid);
    }
}
