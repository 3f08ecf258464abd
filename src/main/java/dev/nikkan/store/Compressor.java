package dev.nikkan.store;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Compresses with one dictionary. A context takes longer to make than a mail to compress, so that contexts are kept,
/// as many as threads have used at a time. Thread-safe.
final class Compressor {
    /// So much is compressed in one go; of more the heap has no room for a copy.
    private static final int SMALL = 1 << 20;

    private final Dictionary dictionary;
    private final Optional<ZstdDictCompress> prepared;
    private final ConcurrentLinkedQueue<ZstdCompressCtx> idle = new ConcurrentLinkedQueue<>();

    Compressor(Dictionary dictionary) {
        this.dictionary = dictionary;
        this.prepared = dictionary.forCompressing();
    }

    Dictionary dictionary() {
        return dictionary;
    }

    byte[] compress(byte[] octets) {
        return octets.length <= SMALL ? compressSmall(octets) : compressLarge(octets);
    }

    /// Twice, first only to know the length: the largest mail fills half of the daemon's heap, and what it compresses
    /// to must fit beside it once, not twice.
    private byte[] compressLarge(byte[] octets) {
        Counted counted = new Counted();
        write(octets, counted);
        byte[] compressed = new byte[counted.octets];
        write(octets, new Filled(compressed));
        return compressed;
    }

    private void write(byte[] octets, OutputStream to) {
        try (ZstdOutputStream stream = new ZstdOutputStream(to, Dictionary.LEVEL)) {
            prepared.ifPresent(dict -> setDictionary(stream, dict));
            stream.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but to memory", e);
        }
    }

    private static void setDictionary(ZstdOutputStream stream, ZstdDictCompress dictionary) {
        try {
            stream.setDict(dictionary);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but to memory", e);
        }
    }

    private static final class Counted extends OutputStream {
        private int octets;

        @Override
        public void write(int octet) {
            octets++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            octets += length;
        }
    }

    private static final class Filled extends OutputStream {
        private final byte[] all;
        private int octets;

        Filled(byte[] all) {
            this.all = all;
        }

        @Override
        public void write(int octet) {
            all[octets++] = (byte) octet;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            System.arraycopy(some, from, all, octets, length);
            octets += length;
        }
    }

    private byte[] compressSmall(byte[] octets) {
        ZstdCompressCtx context = idle.poll();
        if (context == null) {
            context = new ZstdCompressCtx().setLevel(Dictionary.LEVEL);
            prepared.ifPresent(context::loadDict);
        }
        byte[] compressed = context.compress(octets);
        idle.add(context);
        return compressed;
    }
}
