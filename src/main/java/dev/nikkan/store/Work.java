package dev.nikkan.store;

import java.sql.Connection;
import java.sql.SQLException;

/// What one transaction does.
@FunctionalInterface
interface Work<T> {
    T on(Connection connection) throws SQLException;
}
