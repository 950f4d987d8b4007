package io.orgauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lets one node migrate while the others wait. It ends with its connection, so a node that dies leaves no lock behind. */
final class MigrationLock {
    /** What to do while the lock is held. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    private MigrationLock() {}

    /** PostgreSQL takes definitions into a transaction: all that is pending is applied, or nothing. */
    static void byAdvisoryLock(DataSource source, Work work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            inTransaction(connection, () -> {
                // "orga" and the schema: two schemas of one database are migrated independently.
                Database.run(connection, "SELECT pg_advisory_xact_lock(1869768545, hashtext(current_schema()))");
                work.on(connection);
                connection.commit();
            });
        }
    }

    /** H2 commits at each definition, which would give a lock away: one connection holds it, another one works. */
    static void byRow(DataSource source, Work work) throws SQLException {
        try (Connection holder = source.getConnection();
                Connection worker = source.getConnection()) {
            boolean before = worker.getAutoCommit();
            worker.setAutoCommit(true);
            makeRow(worker);
            inTransaction(holder, () -> {
                Database.run(holder, "SELECT lock_id FROM orgauth_schema_lock WHERE lock_id = 1 FOR UPDATE WAIT 60");
                work.on(worker);
            });
            worker.setAutoCommit(before);
        }
    }

    private static void makeRow(Connection connection) throws SQLException {
        Database.run(connection, "CREATE TABLE IF NOT EXISTS orgauth_schema_lock (lock_id integer PRIMARY KEY)");
        try {
            Database.run(connection, "INSERT INTO orgauth_schema_lock (lock_id) VALUES (1)");
        } catch (SQLException e) {
            if (!Database.isUniqueKeyTaken(e)) {
                throw e;
            }
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void inTransaction(Connection connection, Step step) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            step.run();
        } finally {
            connection.rollback();
            connection.setAutoCommit(before);
        }
    }
}
