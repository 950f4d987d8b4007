package io.orgauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Function;
import javax.sql.DataSource;

/** Connections and their transactions: what is taken is given back as it was. */
final class Unit {
    /** What to do on a connection. */
    @FunctionalInterface
    interface Step<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A part of a unit. */
    @FunctionalInterface
    interface Part<T> {
        T run() throws SQLException;
    }

    private Unit() {}

    /** One statement on a connection of its own, committed when it returns. */
    static <T> T single(DataSource source, Step<T> step) {
        try (Connection connection = source.getConnection()) {
            return with(connection, true, step);
        } catch (SQLException e) {
            throw Sql.unavailable(e);
        }
    }

    /** The work in one transaction: committed when this returns, rolled back when it throws. */
    static <T> T run(DataSource source, Function<Connection, T> work) {
        try (Connection connection = source.getConnection()) {
            return with(connection, false, inside -> {
                T result = work.apply(inside);
                inside.commit();
                return result;
            });
        } catch (SQLException e) {
            throw Sql.unavailable(e);
        }
    }

    /** Something in a transaction that may fail without taking the rest with it: PostgreSQL asks for a savepoint. */
    static <T> T part(Connection connection, Part<T> part) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            T result = part.run();
            connection.releaseSavepoint(before);
            return result;
        } catch (SQLException e) {
            connection.rollback(before);
            throw e;
        }
    }

    private static <T> T with(Connection connection, boolean autoCommit, Step<T> step) throws SQLException {
        boolean before = connection.getAutoCommit();
        if (before != autoCommit) {
            connection.setAutoCommit(autoCommit);
        }
        T result;
        try {
            result = step.on(connection);
        } catch (Throwable e) {
            giveUp(connection, autoCommit, before, e);
            throw e;
        }
        restore(connection, before);
        return result;
    }

    /** Rolls back first: to switch auto-commit on again would commit. */
    private static void giveUp(Connection connection, boolean autoCommit, boolean before, Throwable cause) {
        try {
            if (!autoCommit) {
                connection.rollback();
            }
            restore(connection, before);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** What was committed stays so even if the connection breaks now: the pool finds out by itself. */
    private static void restore(Connection connection, boolean before) {
        try {
            if (connection.getAutoCommit() != before) {
                connection.setAutoCommit(before);
            }
        } catch (SQLException broken) {
            // closing it is all that is left, and follows
        }
    }
}
