package io.orgauth.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** The databases that are known, and all that differs between them. */
enum Database {
    /** For one machine. */
    H2("") {
        @Override
        void requireReady(DataSource source) throws SQLException {
            H2Settings.require(source);
        }

        @Override
        void exclusively(DataSource source, MigrationLock.Work work) throws SQLException {
            MigrationLock.byRow(source, work);
        }
    },

    /** For many nodes. */
    POSTGRESQL(" ON CONFLICT DO NOTHING") {
        @Override
        void requireReady(DataSource source) throws SQLException {
            try (Connection connection = source.getConnection()) {
                if (text(connection, "SHOW transaction_read_only").equals(Optional.of("on"))) {
                    throw DatabaseRefusal.readOnly();
                }
                Optional<String> table = text(connection, TABLE_WITHOUT_RIGHTS);
                if (table.isPresent()) {
                    throw DatabaseRefusal.rights("on table " + table.get());
                }
            }
        }

        @Override
        void exclusively(DataSource source, MigrationLock.Work work) throws SQLException {
            MigrationLock.byAdvisoryLock(source, work);
        }
    };

    private static final String TABLE_WITHOUT_RIGHTS = """
            SELECT tablename FROM pg_tables
            WHERE schemaname = current_schema() AND tablename LIKE 'orgauth\\_%' AND NOT (
                has_table_privilege(quote_ident(schemaname) || '.' || tablename, 'SELECT')
                AND has_table_privilege(quote_ident(schemaname) || '.' || tablename, 'INSERT')
                AND has_table_privilege(quote_ident(schemaname) || '.' || tablename, 'UPDATE')
                AND has_table_privilege(quote_ident(schemaname) || '.' || tablename, 'DELETE'))
            ORDER BY tablename LIMIT 1
            """;

    private final String unlessTaken;

    Database(String unlessTaken) {
        this.unlessTaken = unlessTaken;
    }

    /** The end of an insert that changes nothing where a unique key is taken; where there is none, the violation says so. */
    String unlessTaken() {
        return unlessTaken;
    }

    /** Refuses a database that can't be written, or would lose what it said it has. */
    abstract void requireReady(DataSource source) throws SQLException;

    /** Runs the work while no other node does. */
    abstract void exclusively(DataSource source, MigrationLock.Work work) throws SQLException;

    /** The name's part in the files of migrations that differ. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Database of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new IllegalStateException("OrgAuth keeps its data in PostgreSQL or H2, not in " + product
                        + ": give JdbcStores a data source of either");
        };
    }

    static boolean isUniqueKeyTaken(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    /** The text that a query of one row and column gives. */
    static Optional<String> text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    static void run(Connection connection, String statement) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }
}
