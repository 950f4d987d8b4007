package io.orgauth.jdbc;

import io.orgauth.AuthUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs prepared statements: each on a connection of its own and committed at once, or, inside of a unit, all on the unit's
 * connection. Which of the two is a matter of the instance, not of the thread. Thread-safe outside of units.
 */
final class Sql {
    /** Reads the row that the result set stands on. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource source;
    private final Database database;
    private final @Nullable Connection unit;
    private final boolean locking;

    // Whose work of a unit runs now.
    private final Set<Thread> working;

    Sql(DataSource source, Database database) {
        this.source = source;
        this.database = database;
        this.unit = null;
        this.locking = false;
        this.working = ConcurrentHashMap.newKeySet();
    }

    private Sql(Sql outside, @Nullable Connection unit, boolean locking) {
        this.source = outside.source;
        this.database = outside.database;
        this.unit = unit;
        this.locking = locking;
        this.working = outside.working;
    }

    /** The row that a unique key finds. */
    <T> Optional<T> one(String query, Row<T> row, Object... values) {
        return list(query, row, values).stream().findFirst();
    }

    /** All rows that the query finds. A unit that was overtaken keeps them to itself this time. */
    <T> List<T> list(String query, Row<T> row, Object... values) {
        if (!Values.canBeStored(values)) {
            return List.of();
        }
        String whole = locking ? query + " FOR UPDATE" : query;
        return on(connection -> {
            try (PreparedStatement statement = prepared(connection, whole, values);
                    ResultSet found = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(row.read(found));
                }
                return List.copyOf(rows);
            }
        });
    }

    /** Changes rows and says how many. */
    int change(String statement, Object... values) {
        if (!Values.canBeStored(values)) {
            throw new IllegalArgumentException("a text with U+0000 or half of a surrogate pair can't be stored");
        }
        return on(connection -> changed(connection, statement, values));
    }

    /** Adds a row; false, and nothing is changed, if a unique key is taken. */
    boolean insert(String statement, Object... values) {
        return changeUnlessTaken(statement + database.unlessTaken(), values);
    }

    /** Changes one row; false, and nothing is changed, if it is not there or a unique key is taken. */
    boolean changeUnlessTaken(String statement, Object... values) {
        if (!Values.canBeStored(values)) {
            throw new IllegalArgumentException("a text with U+0000 or half of a surrogate pair can't be stored");
        }
        return on(connection -> changedUnlessTaken(connection, statement, values));
    }

    /** Changes the row or adds it, whoever else adds it meanwhile. The two statements may differ in the order of values. */
    void put(String update, String insert, Object... values) {
        while (change(update, values) == 0 && !insert(insert, values)) {
            // Somebody added the row between the two, so now there is one to change, unless it was removed again.
        }
    }

    /** The row, which nobody else changes or locks until the unit ends. */
    <T> Optional<T> locked(String query, Row<T> row, Object... values) {
        return new Sql(this, unit, true).one(query, row, values);
    }

    /**
     * Runs the work as one unit, or as a part of the one that this belongs to. A unit that was overtaken runs again, and then
     * locks what it reads: once more it can't be.
     */
    <T> T unit(Function<Sql, T> work) {
        if (unit != null) {
            return work.apply(this);
        }
        requireOutsideOfUnits();
        working.add(Thread.currentThread());
        try {
            return Overtaken.retried(again -> Unit.run(source, bound(work, again)));
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    private <T> Function<Connection, T> bound(Function<Sql, T> work, boolean again) {
        return connection -> work.apply(new Sql(this, connection, again));
    }

    boolean inUnit() {
        return unit != null;
    }

    /** Another connection sees nothing of the unit whose work asks for it, and may wait for that unit without end. */
    void requireOutsideOfUnits() {
        if (unit == null && working.contains(Thread.currentThread())) {
            throw new IllegalStateException(
                    "the work of a unit must use the stores that it is given, and begins no other");
        }
    }

    private boolean changedUnlessTaken(Connection connection, String statement, Object... values) throws SQLException {
        try {
            return unit == null
                    ? changed(connection, statement, values) == 1
                    : Unit.part(connection, () -> changed(connection, statement, values)) == 1;
        } catch (SQLException e) {
            if (Database.isUniqueKeyTaken(e)) {
                return false;
            }
            throw e;
        }
    }

    private static int changed(Connection connection, String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepared(connection, statement, values)) {
            return prepared.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String statement, Object... values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            Values.bind(prepared, values);
            return prepared;
        } catch (SQLException e) {
            prepared.close();
            throw e;
        }
    }

    private <T> T on(Unit.Step<T> step) {
        if (unit == null) {
            return Overtaken.retried(again -> Unit.single(source, step));
        }
        try {
            return step.on(unit);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    static AuthUnavailableException unavailable(SQLException e) {
        return new AuthUnavailableException(
                JdbcReason.DATABASE_UNAVAILABLE,
                "the database can't be used now (SQLSTATE " + e.getSQLState() + ")",
                e);
    }
}
