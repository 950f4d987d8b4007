package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.SignInTrace;
import io.orgauth.identity.SignInTraceStore;
import io.orgauth.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A {@link SignInTraceStore} on a table. Traces for no organization have the empty text as theirs. */
final class JdbcSignInTraceStore implements SignInTraceStore {
    private static final String SELECT = """
            SELECT trace_id, organization_id, happened, connection_id, user_id, outcome, details FROM orgauth_sign_in_trace
            """;

    private final Sql sql;

    JdbcSignInTraceStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void put(SignInTrace trace) {
        sql.put(
                """
                UPDATE orgauth_sign_in_trace SET organization_id = ?, happened = ?, connection_id = ?, user_id = ?,
                outcome = ?, details = ? WHERE trace_id = ?
                """,
                """
                INSERT INTO orgauth_sign_in_trace
                (organization_id, happened, connection_id, user_id, outcome, details, trace_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                Values.owner(trace.organization()),
                trace.time(),
                trace.connection(),
                trace.user().map(UserId::value),
                trace.outcome(),
                JsonText.object(trace.details()),
                trace.id());
    }

    @Override
    public Optional<SignInTrace> find(Optional<OrganizationId> organization, String id) {
        String condition = "WHERE trace_id = ? AND organization_id = ?";
        return sql.one(SELECT + condition, JdbcSignInTraceStore::row, id, Values.owner(organization));
    }

    @Override
    public List<SignInTrace> page(Optional<OrganizationId> organization, Instant before, int limit) {
        String condition = "WHERE organization_id = ? AND happened < ? ORDER BY happened DESC, trace_id DESC LIMIT ?";
        return sql.list(SELECT + condition, JdbcSignInTraceStore::row, Values.owner(organization), before, limit);
    }

    @Override
    public int removeBefore(Instant before, int limit) {
        return new ExpiredRows("orgauth_sign_in_trace", "trace_id", "happened").remove(sql, before, limit);
    }

    private static SignInTrace row(ResultSet row) throws SQLException {
        return new SignInTrace(
                row.getString("trace_id"),
                Values.owner(row),
                Values.instant(row, "happened"),
                Optional.ofNullable(row.getString("connection_id")),
                Optional.ofNullable(row.getString("user_id")).map(UserId::new),
                row.getString("outcome"),
                JsonText.object(row.getString("details")));
    }
}
