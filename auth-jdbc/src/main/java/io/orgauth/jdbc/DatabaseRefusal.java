package io.orgauth.jdbc;

import java.sql.SQLException;

/** What is wrong with a database at start, each in one sentence that says what to do. */
final class DatabaseRefusal {
    private DatabaseRefusal() {}

    static IllegalStateException readOnly() {
        return new IllegalStateException("the database is read-only: give JdbcStores one that can be written");
    }

    static IllegalStateException rights(String where) {
        return new IllegalStateException(
                "the data source's user lacks rights " + where
                        + ": let it create tables in its schema, and select, insert, update and delete in those that begin with orgauth_");
    }

    static IllegalStateException of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        IllegalStateException refusal = of(state);
        refusal.initCause(e);
        return refusal;
    }

    private static IllegalStateException of(String state) {
        return switch (state) {
            case "25006", "90097" -> readOnly();
            case "42501", "90096", "90040" -> rights("in its schema");
            case "28000", "28P01" ->
                new IllegalStateException("the database refuses the data source's user or password: correct them");
            case "3D000", "90149", "90146" ->
                new IllegalStateException(
                        "the database that the data source names does not exist: create it or correct the JDBC URL");
            default ->
                new IllegalStateException("the database can't be used (SQLSTATE " + state
                        + "): check that it runs, that the JDBC URL names it, and that the pool has two connections");
        };
    }
}
