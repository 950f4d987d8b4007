package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.RevocationStore;
import io.orgauth.trust.Revocation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A {@link RevocationStore} on a table. */
final class JdbcRevocationStore implements RevocationStore {
    private final Sql sql;

    JdbcRevocationStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void put(OrganizationId organization, Revocation revocation) {
        sql.put(
                """
                UPDATE orgauth_revocation SET kind = ?, subject = ?, revoked = ?, expires = ?
                WHERE organization_id = ? AND revoked_id = ?
                """,
                """
                INSERT INTO orgauth_revocation (kind, subject, revoked, expires, organization_id, revoked_id)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                revocation.kind().name(),
                revocation.subject(),
                revocation.revoked(),
                revocation.expires(),
                organization.value(),
                revocation.id());
    }

    @Override
    public boolean contains(OrganizationId organization, String id) {
        String query = "SELECT revoked_id FROM orgauth_revocation WHERE organization_id = ? AND revoked_id = ?";
        return sql.one(query, row -> row.getString("revoked_id"), organization.value(), id)
                .isPresent();
    }

    @Override
    public List<Revocation> of(OrganizationId organization, Instant now, int limit) {
        String query = """
                SELECT kind, revoked_id, subject, revoked, expires FROM orgauth_revocation
                WHERE organization_id = ? AND expires > ? ORDER BY revoked DESC, revoked_id LIMIT ?
                """;
        return sql.list(query, JdbcRevocationStore::row, organization.value(), now, limit);
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        String statement = """
                DELETE FROM orgauth_revocation WHERE expires < ? AND (organization_id, revoked_id) IN
                (SELECT organization_id, revoked_id FROM orgauth_revocation WHERE expires < ? ORDER BY expires LIMIT ?)
                """;
        return sql.change(statement, before, before, limit);
    }

    private static Revocation row(ResultSet row) throws SQLException {
        return new Revocation(
                Revocation.Kind.valueOf(row.getString("kind")),
                row.getString("revoked_id"),
                row.getString("subject"),
                Values.instant(row, "revoked"),
                Values.instant(row, "expires"));
    }
}
