package dev.nikkan.store;

import dev.nikkan.model.Octets;
import dev.nikkan.model.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys of our tokens, in a file beside the store that only its owner can read: one a line, `ID HEX`, the
/// newest last. Made when it is first needed.
///
/// Not in the store: that is made to be queried and handed around, and with a key anybody could unsubscribe
/// everybody. A key that is lost, or a line added for a new one, costs little: whose token is not known any
/// more is asked to confirm.
public final class TokenKeys {
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,3}) ([0-9a-f]{64})");

    private TokenKeys() {}

    /// @param random must be unpredictable
    public static List<Tokens.Key> beside(Path store, RandomGenerator random) {
        Path file = store.resolveSibling(store.getFileName() + ".keys");
        try {
            if (!Files.exists(file)) {
                create(store, file, random);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    private static void create(Path store, Path file, RandomGenerator random) throws IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                "1 " + HexFormat.of().formatHex(secret) + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Companions.handOver(store, fresh);
        try {
            Files.move(fresh, file);
        } catch (FileAlreadyExistsException _) {
            Files.deleteIfExists(fresh); // another process was first: its key is the key
        }
    }

    private static List<Tokens.Key> read(Path file) throws IOException {
        if (Files.getPosixFilePermissions(file).stream()
                .anyMatch(permission -> !Set.of("OWNER_READ", "OWNER_WRITE").contains(permission.name()))) {
            throw new StoreException(
                    StoreException.Kind.READ_ONLY,
                    file + " can be read by others; `chmod 600` it, and put a new key into its last line.");
        }
        List<Tokens.Key> keys = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                keys.add(new Tokens.Key(
                        Integer.parseInt(matcher.group(1)),
                        Octets.of(HexFormat.of().parseHex(matcher.group(2)))));
            }
        }
        if (keys.isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.NOT_A_STORE,
                    file
                            + " holds no key; delete it and a new one is made, or write one line: 1 and 64 hexadecimal digits.");
        }
        return keys;
    }
}
