package io.orgauth.jdbc;

import java.time.Instant;

/**
 * How the rows of a table that nobody needs any more are removed: the oldest first, a few at a time. Nodes that do it at once hinder
 * each other only for the length of one statement.
 *
 * @param table the table
 * @param key a column that is unique
 * @param time an indexed column: rows from before a time are removed
 */
record ExpiredRows(String table, String key, String time) {
    /** A row that got more time since it was found keeps it: the time is compared again by the deletion itself. */
    int remove(Sql sql, Instant before, int limit) {
        String oldest = "SELECT " + key + " FROM " + table + " WHERE " + time + " < ? ORDER BY " + time + " LIMIT ?";
        String statement = "DELETE FROM " + table + " WHERE " + key + " IN (" + oldest + ") AND " + time + " < ?";
        return sql.change(statement, before, limit, before);
    }
}
