package dev.nikkan.store;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import dev.nikkan.model.Octets;
import java.sql.SQLException;
import java.util.Optional;

/// What mails have in common, so that each is stored as what it alone says. Number 0 is none.
///
/// @param learnedFrom the highest message row when it was made
record Dictionary(long number, Octets octets, long learnedFrom) {
    /// Zstandard's default, which is where more time stops to buy much space.
    static final int LEVEL = 3;

    Optional<ZstdDictCompress> forCompressing() {
        return octets.size() == 0 ? Optional.empty() : Optional.of(new ZstdDictCompress(octets.array(), LEVEL));
    }

    Optional<ZstdDictDecompress> forDecompressing() {
        return octets.size() == 0 ? Optional.empty() : Optional.of(new ZstdDictDecompress(octets.array()));
    }

    static Dictionary newest(Session session) throws SQLException {
        return session.query("SELECT id, octets, learned_from FROM dictionary ORDER BY id DESC LIMIT 1")
                .one(Dictionary::of);
    }

    static Dictionary find(Session session, long number) throws SQLException {
        return session.query("SELECT id, octets, learned_from FROM dictionary WHERE id = ?", number)
                .one(Dictionary::of);
    }

    static Dictionary insert(Session session, Octets octets, long learnedFrom) throws SQLException {
        long number =
                session.insert("INSERT INTO dictionary (octets, learned_from) VALUES (?, ?)", octets, learnedFrom);
        return new Dictionary(number, octets, learnedFrom);
    }

    private static Dictionary of(Row row) throws SQLException {
        return new Dictionary(row.number("id"), Octets.of(row.bytes("octets")), row.number("learned_from"));
    }
}
