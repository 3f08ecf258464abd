package dev.nikkan.store;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// Surnames that so many drafts of a year have that they tell none from another. The commonest surname of the IETF
/// has some two hundred; more are not people's, and to compare each of them with each would never end. So what a
/// draft is compared with is bounded, however much is stored.
///
/// A surname becomes a crowd's with one draft too many, and is again a person's with one less: then all drafts of
/// that company are due, so that what is inferred depends on what is stored and not on its order.
final class Crowds {
    /// Also in the migration that made the table.
    static final int MOST = 500;

    private final Session session;
    private final int most;

    Crowds(Session session, int most) {
        this.session = session;
        this.most = most;
    }

    /// The drafts of a surname that were last announced in one year.
    ///
    /// @param year four digits
    record Company(String surname, String year) {}

    /// To be called when a draft has left and joined companies.
    void moved(Set<Company> from, Set<Company> to) throws SQLException {
        Set<Company> changed = new HashSet<>(from);
        changed.addAll(to);
        for (Company company : changed) {
            if (!from.contains(company) || !to.contains(company)) {
                settle(company);
            }
        }
    }

    private void settle(Company company) throws SQLException {
        String change = size(company) > most
                ? "INSERT INTO succession_crowd (surname, year) VALUES (?, ?) ON CONFLICT DO NOTHING"
                : "DELETE FROM succession_crowd WHERE surname = ? AND year = ?";
        if (session.query(change, company.surname(), company.year()).update() > 0) {
            session.query("""
                    INSERT INTO succession_due (draft)
                    SELECT draft FROM succession_key
                    WHERE surname = ?1 AND last_day BETWEEN ?2 || '-01-01' AND ?2 || '-12-31'
                    ON CONFLICT DO NOTHING""", company.surname(), company.year()).update();
        }
    }

    /// Counted no further than need be.
    private int size(Company company) throws SQLException {
        return session.query("""
                SELECT count(*) AS drafts FROM (
                  SELECT 1 FROM succession_key
                  WHERE surname = ?1 AND last_day BETWEEN ?2 || '-01-01' AND ?2 || '-12-31' LIMIT ?3)""", company.surname(), company.year(), most + 1).one(row -> row.integer("drafts"));
    }
}
