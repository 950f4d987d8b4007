package io.orgauth.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Brings the schema to where this library needs it. What was applied is recorded in {@code orgauth_schema}; whatever there does
 * not fit the library's files is refused before anything is changed.
 */
final class Migrator {
    private record Applied(int version, String checksum, boolean finished) {
        boolean isOf(Migration migration) {
            return version == migration.version() && checksum.equals(migration.checksum());
        }
    }

    private final DataSource source;
    private final Database database;
    private final List<Migration> known;

    Migrator(DataSource source, Database database, List<Migration> known) {
        this.source = source;
        this.database = database;
        this.known = known;
    }

    void migrate() throws SQLException {
        try (Connection connection = source.getConnection()) {
            // A node that finds all in place needs neither the lock nor the right to create tables.
            if (isInPlace(applied(connection))) {
                return;
            }
        }
        database.exclusively(source, connection -> {
            List<Migration> pending = pending(connection);
            if (!pending.isEmpty()) {
                Database.run(connection, """
                        CREATE TABLE IF NOT EXISTS orgauth_schema (
                            version  integer NOT NULL PRIMARY KEY,
                            title    varchar NOT NULL,
                            checksum varchar NOT NULL,
                            started  timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
                            finished boolean NOT NULL
                        )
                        """);
            }
            for (Migration migration : pending) {
                apply(connection, migration);
            }
        });
    }

    /** Anything else may be the work of a node that has the lock now, and is judged when this one has it. */
    private boolean isInPlace(List<Applied> applied) {
        return applied.size() == known.size()
                && IntStream.range(0, known.size())
                        .allMatch(
                                i -> applied.get(i).finished() && applied.get(i).isOf(known.get(i)));
    }

    /** The record goes first: where definitions can't be rolled back, it tells the next start how far this one came. */
    private static void apply(Connection connection, Migration migration) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(
                "INSERT INTO orgauth_schema (version, title, checksum, finished) VALUES (?, ?, ?, false)")) {
            Values.bind(begin, migration.version(), migration.title(), migration.checksum());
            begin.executeUpdate();
        }
        for (String statement : migration.statements()) {
            Database.run(connection, statement);
        }
        try (PreparedStatement end =
                connection.prepareStatement("UPDATE orgauth_schema SET finished = true WHERE version = ?")) {
            Values.bind(end, migration.version());
            end.executeUpdate();
        }
    }

    /** The migrations that are still to be applied. */
    private List<Migration> pending(Connection connection) throws SQLException {
        List<Applied> applied = applied(connection);
        if (applied.size() > known.size()) {
            throw new IllegalStateException("the schema is at version " + applied.size() + " and this library knows "
                    + known.size() + ": start a version of the library that is at least as new as the schema");
        }
        for (int i = 0; i < applied.size(); i++) {
            requireSame(applied.get(i), known.get(i));
        }
        return known.subList(applied.size(), known.size());
    }

    private static void requireSame(Applied applied, Migration migration) {
        if (!applied.finished()) {
            throw new IllegalStateException(
                    "migration " + migration.title() + " was interrupted half-way: restore the backup from"
                            + " before it, or drop all orgauth_ tables if there was no data yet, and start again");
        }
        if (!applied.isOf(migration)) {
            throw new IllegalStateException("the schema was made by another text of migration " + migration.title()
                    + " than this library's: use an unmodified library, or restore the row in orgauth_schema");
        }
    }

    private static List<Applied> applied(Connection connection) throws SQLException {
        List<Applied> applied = new ArrayList<>();
        if (!isTableThere(connection)) {
            return applied;
        }
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT version, checksum, finished FROM orgauth_schema ORDER BY version");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                applied.add(new Applied(row.getInt("version"), row.getString("checksum"), row.getBoolean("finished")));
            }
        }
        return applied;
    }

    private static boolean isTableThere(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        if (schema == null) {
            throw new IllegalStateException(
                    "the data source's schema does not exist: create it, or correct the schema in the JDBC URL");
        }
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = ? AND lower(table_name) = 'orgauth_schema'
                """)) {
            Values.bind(query, schema);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
