package dev.nikkan.bench;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import dev.nikkan.fault.FaultPoints;
import dev.nikkan.store.Access;
import dev.nikkan.store.MailStore;
import dev.nikkan.store.Store;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Copies the rows of a store that Nikkan filled into a new database of the same tables, keys, indexes (that of search
/// too) and durability: all that any program must do that stores these mails so. Rows come ready from memory, each
/// written once, and nothing is parsed or looked up.
///
/// `ready` has also the compressed octets and their hash at hand, `packing` makes them. Prints the milliseconds.
///
///     BareInsert FROM TO ready|packing MAILS_A_TRANSACTION
final class BareInsert {
    private static final List<String> TABLES = List.of(
            "message",
            "raw_message",
            "place",
            "draft_post",
            "rfc",
            "event",
            "event_draft",
            "event_rfc",
            "search_entry");
    private static final List<String> SEARCH_COLUMNS =
            List.of("name", "title", "about", "authors", "wg", "text", "labels");

    /// Rows in the order of the mails they belong to.
    ///
    /// @param mail the position of that mail's number among the columns
    private record Table(String name, int columns, int mail, List<Object[]> rows) {}

    private BareInsert() {}

    public static void main(String[] args) throws Exception {
        boolean packing = args[2].equals("packing");
        try (Connection from = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
                Connection to = DriverManager.getConnection("jdbc:sqlite:" + args[1])) {
            List<Table> tables = new ArrayList<>();
            for (String name : TABLES) {
                tables.add(table(from, name));
            }
            tables.add(search(from));
            tables.removeIf(table -> table.rows().isEmpty());
            Map<Long, byte[]> mails = packing ? mails(Path.of(args[0]), tables.getFirst()) : Map.of();
            make(from, to);
            Packer packer = packing ? new Packer(from, mails) : null;
            long start = System.nanoTime();
            copy(to, tables, packer, Integer.parseInt(args[3]));
            System.out.println((System.nanoTime() - start) / 1e6);
        }
    }

    /// The empty tables, and the rows that all mails share.
    private static void make(Connection from, Connection to) throws SQLException {
        execute(to, "PRAGMA journal_mode = WAL");
        execute(to, "PRAGMA synchronous = FULL");
        execute(to, "PRAGMA cache_size = -16384"); // as the import has
        for (Object[] made : rows(
                from,
                "sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
                        + " AND name NOT LIKE 'search/_%' ESCAPE '/' OR name = 'search_entry' ORDER BY rowid")) {
            execute(to, made[4].toString());
        }
        for (String shared : List.of("mailbox", "dictionary")) {
            List<Object[]> rows = rows(from, shared);
            if (!rows.isEmpty()) {
                try (PreparedStatement insert = insert(to, shared, rows.getFirst().length)) {
                    for (Object[] row : rows) {
                        run(insert, row);
                    }
                }
            }
        }
    }

    private static void copy(Connection to, List<Table> tables, Packer packer, int batch) throws Exception {
        to.setAutoCommit(false);
        List<Object[]> mails = tables.getFirst().rows();
        int[] next = new int[tables.size()];
        List<PreparedStatement> inserts = new ArrayList<>();
        for (Table table : tables) {
            inserts.add(insert(to, table.name(), table.columns()));
        }
        for (int i = 0; i < mails.size(); i += batch) {
            long last = (Integer) mails.get(Math.min(i + batch, mails.size()) - 1)[0];
            for (int t = 0; t < tables.size(); t++) {
                Table table = tables.get(t);
                while (next[t] < table.rows().size() && mail(table, next[t]) <= last) {
                    Object[] row = table.rows().get(next[t]++);
                    if (packer != null) {
                        packer.pack(table.name(), row);
                    }
                    run(inserts.get(t), row);
                }
            }
            to.commit();
        }
    }

    private static long mail(Table table, int row) {
        long number = ((Number) table.rows().get(row)[table.mail()]).longValue();
        return table.name().equals("search") ? number & 0xFFFF_FFFFL : number;
    }

    private static PreparedStatement insert(Connection to, String table, int columns) throws SQLException {
        String names = table.equals("search") ? " (rowid, " + String.join(", ", SEARCH_COLUMNS) + ")" : "";
        String places = String.join(", ", Collections.nCopies(columns, "?"));
        return to.prepareStatement("INSERT INTO " + table + names + " VALUES (" + places + ")");
    }

    private static void run(PreparedStatement insert, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            insert.setObject(i + 1, row[i]);
        }
        insert.executeUpdate();
    }

    private static Table table(Connection from, String name) throws SQLException {
        int mail = name.equals("place") ? 2 : 0;
        String column = name.equals("message") ? "id" : "message";
        List<Object[]> rows = rows(from, name + " ORDER BY " + column);
        return new Table(name, rows.isEmpty() ? 1 : rows.getFirst().length, mail, rows);
    }

    /// What stands in the index of search, which keeps no texts: put together again word by word.
    private static Table search(Connection from) throws SQLException {
        execute(from, "CREATE VIRTUAL TABLE temp.word USING fts5vocab ('main', 'search', 'instance')");
        Map<Long, Map<String, TreeMap<Integer, String>>> documents = new TreeMap<>();
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery("SELECT doc, col, offset, term FROM temp.word")) {
            Map<String, String> terms = new HashMap<>();
            while (row.next()) {
                String term = terms.computeIfAbsent(row.getString(4), same -> same);
                documents
                        .computeIfAbsent(row.getLong(1), _ -> new HashMap<>())
                        .computeIfAbsent(row.getString(2), _ -> new TreeMap<>())
                        .put(row.getInt(3), term);
            }
        }
        List<Object[]> rows = new ArrayList<>();
        documents.forEach((id, columns) -> {
            Object[] row = new Object[SEARCH_COLUMNS.size() + 1];
            row[0] = id;
            for (int i = 0; i < SEARCH_COLUMNS.size(); i++) {
                TreeMap<Integer, String> words = columns.get(SEARCH_COLUMNS.get(i));
                row[i + 1] = words == null ? "" : String.join(" ", words.values());
            }
            rows.add(row);
        });
        rows.sort((a, b) -> Long.compare((Long) a[0] & 0xFFFF_FFFFL, (Long) b[0] & 0xFFFF_FFFFL));
        return new Table("search", SEARCH_COLUMNS.size() + 1, 0, rows);
    }

    private static Map<Long, byte[]> mails(Path store, Table messages) {
        Map<Long, byte[]> mails = new HashMap<>();
        try (Store opened = Store.open(store, Access.READ, FaultPoints.INERT)) {
            MailStore stored = new MailStore(opened, Clock.systemUTC());
            for (Object[] message : messages.rows()) {
                long id = (Integer) message[0];
                mails.put(id, stored.octets(id).orElseThrow().array());
            }
        }
        return mails;
    }

    /// Hashes and compresses what it is given, with the store's newest dictionary.
    private static final class Packer {
        private final Map<Long, byte[]> mails;
        private final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(3);

        Packer(Connection from, Map<Long, byte[]> mails) throws Exception {
            this.mails = mails;
            byte[] dictionary =
                    (byte[]) rows(from, "dictionary ORDER BY id DESC LIMIT 1").getFirst()[1];
            if (dictionary.length > 0) {
                zstd.loadDict(new ZstdDictCompress(dictionary, 3));
            }
        }

        void pack(String table, Object[] row) {
            if (table.equals("message")) {
                row[1] = sha256.digest(mails.get((long) (Integer) row[0]));
            } else if (table.equals("raw_message")) {
                row[1] = zstd.compress(mails.get((long) (Integer) row[0]));
            }
        }
    }

    private static List<Object[]> rows(Connection from, String source) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + source)) {
            List<Object[]> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Object[] row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
