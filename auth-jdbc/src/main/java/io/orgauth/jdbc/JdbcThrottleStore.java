package io.orgauth.jdbc;

import io.orgauth.identity.ThrottleStore;
import java.time.Instant;
import java.util.Optional;

/** A {@link ThrottleStore} on a table. */
final class JdbcThrottleStore implements ThrottleStore {
    private static final String SELECT = "SELECT failures, last_failure FROM orgauth_throttle WHERE counted = ?";
    private static final Sql.Row<Failures> ROW =
            row -> new Failures(row.getInt("failures"), Values.instant(row, "last_failure"));

    private final Sql sql;

    JdbcThrottleStore(Sql sql) {
        this.sql = sql;
    }

    /** In a unit nobody else counts until it ends: what it decides by the count is decided once. */
    @Override
    public Failures failures(String key) {
        Optional<Failures> found = sql.inUnit() ? sql.locked(SELECT, ROW, key) : sql.one(SELECT, ROW, key);
        return found.orElse(Failures.NONE);
    }

    /** The count is read while the row is still ours. */
    @Override
    public Failures fail(String key, Instant now) {
        return sql.unit(unit -> {
            unit.put(
                    "UPDATE orgauth_throttle SET failures = failures + 1, last_failure = ? WHERE counted = ?",
                    "INSERT INTO orgauth_throttle (last_failure, counted, failures) VALUES (?, ?, 1)",
                    now,
                    key);
            return new JdbcThrottleStore(unit).failures(key);
        });
    }

    @Override
    public void reset(String key) {
        sql.change("DELETE FROM orgauth_throttle WHERE counted = ?", key);
    }

    @Override
    public int removeBefore(Instant before, int limit) {
        return new ExpiredRows("orgauth_throttle", "counted", "last_failure").remove(sql, before, limit);
    }
}
