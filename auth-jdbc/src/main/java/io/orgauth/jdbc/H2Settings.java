package io.orgauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Makes H2 write before it answers. At its defaults it gathers commits for half a second, and a process that is killed loses
 * those that it has acknowledged.
 */
final class H2Settings {
    // H2 lists it twice: as its engine has it, and as the database's file does.
    private static final String WRITE_DELAY = """
            SELECT LISTAGG(DISTINCT setting_value, ',') FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'
            """;

    private H2Settings() {}

    static void require(DataSource source) throws SQLException {
        try (Connection first = source.getConnection()) {
            if (first.isReadOnly()) {
                throw DatabaseRefusal.readOnly();
            }
            Database.run(first, "SET WRITE_DELAY 0");
            // Two requests that meet in one row wait for each other; two seconds are short on a busy machine.
            Database.run(first, "SET DEFAULT_LOCK_TIMEOUT 10000");
            requireNoDelay(first);
            // A setting in the URL comes back with each connection that is opened: so a second one is asked too.
            try (Connection second = source.getConnection()) {
                requireNoDelay(second);
            }
        }
    }

    private static void requireNoDelay(Connection connection) throws SQLException {
        if (!Database.text(connection, WRITE_DELAY).equals(Optional.of("0"))) {
            throw new IllegalStateException("H2 would lose acknowledged changes when its process is killed, as its"
                    + " WRITE_DELAY does not stay 0: remove WRITE_DELAY from the JDBC URL");
        }
    }
}
