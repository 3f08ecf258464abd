package dev.nikkan.store;

import java.sql.SQLException;

/// What one transaction does.
@FunctionalInterface
interface Work<T> {
    T on(Session session) throws SQLException;
}
