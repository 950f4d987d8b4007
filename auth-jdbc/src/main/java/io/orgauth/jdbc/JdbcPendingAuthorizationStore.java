package io.orgauth.jdbc;

import io.orgauth.identity.PendingAuthorization;
import io.orgauth.identity.PendingAuthorizationStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A {@link PendingAuthorizationStore} on a table. */
final class JdbcPendingAuthorizationStore implements PendingAuthorizationStore {
    private final Sql sql;

    JdbcPendingAuthorizationStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<PendingAuthorization> find(String id) {
        String query = """
                SELECT pending_id, request, created, expires FROM orgauth_pending_authorization WHERE pending_id = ?
                """;
        return sql.one(query, JdbcPendingAuthorizationStore::row, id);
    }

    @Override
    public boolean insert(PendingAuthorization pending) {
        String statement = """
                INSERT INTO orgauth_pending_authorization (pending_id, request, created, expires) VALUES (?, ?, ?, ?)
                """;
        return sql.insert(statement, pending.id(), pending.request(), pending.created(), pending.expires());
    }

    /** The removal decides: of several callers that found the row, one removes it. */
    @Override
    public boolean consume(String id) {
        return sql.change("DELETE FROM orgauth_pending_authorization WHERE pending_id = ?", id) == 1;
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return new ExpiredRows("orgauth_pending_authorization", "pending_id", "expires").remove(sql, before, limit);
    }

    private static PendingAuthorization row(ResultSet row) throws SQLException {
        return new PendingAuthorization(
                row.getString("pending_id"),
                row.getString("request"),
                Values.instant(row, "created"),
                Values.instant(row, "expires"));
    }
}
