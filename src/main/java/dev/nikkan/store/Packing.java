package dev.nikkan.store;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import dev.nikkan.model.Octets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the store keeps mails' octets: Zstandard (RFC 8878), with a dictionary learned from announcements stored before.
/// An announcement is mostly what all of its kind and year say, so that this takes two fifths of the space of deflate,
/// and a quarter of the time. Rows of older versions are deflated, and stay so. Thread-safe.
final class Packing {
    /// @param dictionary its number
    record Packed(Octets octets, long dictionary) {}

    private static final Logger log = LoggerFactory.getLogger(Packing.class);

    /// Sixteen times as much gains two octets a mail.
    private static final int DICTIONARY_OCTETS = 16 << 10;
    private static final int SAMPLES = 250;
    private static final int FEWEST_SAMPLES = 100;
    private static final int SAMPLES_REACH_BACK = 10_000;
    private static final int LARGEST_SAMPLE = 32 << 10;

    /// Announcements change their wording with the years: some 20,000 mails are two of them. Before, a
    /// dictionary is outgrown when there are twice as many mails as it was learned from.
    private static final long OUTGROWN_AFTER = 20_000;

    private final Store store;
    private final ConcurrentMap<Long, Optional<ZstdDictDecompress>> decompressing = new ConcurrentHashMap<>();
    private final ReentrantLock learning = new ReentrantLock();
    private volatile @Nullable Compressor current;
    private volatile long learnNextAt;

    Packing(Store store) {
        this.store = store;
    }

    Packed pack(Octets octets) {
        Compressor compressor = compressor();
        return new Packed(
                Octets.of(compressor.compress(octets.array())),
                compressor.dictionary().number());
    }

    private Compressor compressor() {
        Compressor compressor = current;
        return compressor == null ? use(store.read(Dictionary::newest)) : compressor;
    }

    private Compressor use(Dictionary dictionary) {
        Compressor compressor = new Compressor(dictionary);
        current = compressor;
        learnNextAt = dictionary.learnedFrom() + Math.clamp(dictionary.learnedFrom(), SAMPLES, OUTGROWN_AFTER);
        return compressor;
    }

    /// The octets of a row with the columns `octets`, `dictionary` and `size`.
    Octets unpack(Session session, Row row) throws SQLException {
        byte[] packed = row.bytes("octets");
        int size = row.integer("size");
        Optional<Long> dictionary = row.optionalNumber("dictionary");
        return Octets.of(
                dictionary.isPresent()
                        ? decompress(packed, size, decompressing(session, dictionary.get()))
                        : Deflated.inflate(packed, size));
    }

    private Optional<ZstdDictDecompress> decompressing(Session session, long number) throws SQLException {
        Optional<ZstdDictDecompress> known = decompressing.get(number);
        if (known == null) {
            Optional<ZstdDictDecompress> found =
                    Dictionary.find(session, number).forDecompressing();
            known = Optional.ofNullable(decompressing.putIfAbsent(number, found))
                    .orElse(found);
        }
        return known;
    }

    private static byte[] decompress(byte[] packed, int size, Optional<ZstdDictDecompress> dictionary) {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            dictionary.ifPresent(context::loadDict);
            byte[] octets = context.decompress(packed, size);
            if (octets.length != size) {
                throw new IllegalStateException("a stored mail has " + octets.length + " octets instead of " + size);
            }
            return octets;
        } catch (ZstdException e) {
            throw new IllegalStateException("a stored mail cannot be decompressed", e);
        }
    }

    /// Learns a new dictionary once the last one is outgrown.
    ///
    /// @param newest the highest message row
    void stored(long newest) {
        if (newest >= learnNextAt && learning.tryLock()) {
            try {
                learn(newest);
            } finally {
                learning.unlock();
            }
        }
    }

    private void learn(long newest) {
        Compressor used = compressor();
        if (newest < learnNextAt) {
            return;
        }
        List<Octets> samples = samples(newest);
        Optional<Octets> learned = samples.size() < FEWEST_SAMPLES ? Optional.empty() : train(samples);
        if (learned.isPresent()) {
            use(store.write(session -> Dictionary.insert(session, learned.get(), newest)));
            log.debug("Dictionary {} is outgrown at mail {}", used.dictionary().number(), newest);
        } else {
            learnNextAt = newest + SAMPLES;
        }
    }

    /// Announcements only: other mail may be private, and a dictionary is for good.
    private List<Octets> samples(long newest) {
        return store.read(session -> session.query("""
                SELECT r.octets AS octets, r.dictionary AS dictionary, m.size AS size
                FROM message m JOIN raw_message r ON r.message = m.id
                WHERE m.id > ? AND m.status = 'parsed' AND m.size <= ? ORDER BY m.id DESC LIMIT ?""", newest - SAMPLES_REACH_BACK, LARGEST_SAMPLE, SAMPLES)
                .list(row -> unpack(session, row)));
    }

    private static Optional<Octets> train(List<Octets> samples) {
        ZstdDictTrainer trainer =
                new ZstdDictTrainer(samples.stream().mapToInt(Octets::size).sum(), DICTIONARY_OCTETS, Dictionary.LEVEL);
        samples.forEach(sample -> trainer.addSample(sample.array()));
        try {
            return Optional.of(Octets.of(trainer.trainSamples()));
        } catch (ZstdException e) {
            log.debug("No dictionary can be learned from these mails", e);
            return Optional.empty();
        }
    }
}
