package dev.nikkan.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Copies the rows of a filled store into a new database of the same tables, keys, indexes and durability: all that any
/// program could do that stores these mails, and nothing else, not even the index of search. Rows come ready from memory, at the batch size of the
/// daemon. Prints the milliseconds.
final class BareInsert {
    private static final int BATCH = 250;

    private record Table(String name, List<Object[]> rows) {}

    private BareInsert() {}

    public static void main(String[] args) throws SQLException {
        try (Connection from = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
                Connection to = DriverManager.getConnection("jdbc:sqlite:" + args[1])) {
            List<Table> tables = new ArrayList<>();
            for (String name : List.of("message", "raw_message", "place", "draft_post")) {
                tables.add(new Table(name, rows(from, name)));
            }
            execute(to, "PRAGMA journal_mode = WAL");
            execute(to, "PRAGMA synchronous = FULL");
            for (Object[] made : rows(
                    from,
                    "sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL"
                            + " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%' ORDER BY rowid")) {
                execute(to, made[4].toString());
            }
            for (Object[] row : rows(from, "mailbox")) {
                insert(to, "mailbox", List.<Object[]>of(row));
            }
            long start = System.nanoTime();
            copy(to, tables);
            System.out.println((System.nanoTime() - start) / 1e6);
        }
    }

    private static void copy(Connection to, List<Table> tables) throws SQLException {
        to.setAutoCommit(false);
        int mails = tables.getFirst().rows().size();
        for (int i = 0; i < mails; i += BATCH) {
            for (Table table : tables) {
                insert(to, table.name(), table.rows().subList(i, Math.min(i + BATCH, mails)));
            }
            to.commit();
        }
    }

    private static void insert(Connection to, String table, List<Object[]> rows) throws SQLException {
        String places = String.join(", ", Collections.nCopies(rows.getFirst().length, "?"));
        try (PreparedStatement statement = to.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
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
