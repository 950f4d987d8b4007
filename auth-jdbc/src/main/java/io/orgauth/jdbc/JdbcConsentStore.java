package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Consent;
import io.orgauth.identity.ConsentStore;
import io.orgauth.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A {@link ConsentStore} on a table. */
final class JdbcConsentStore implements ConsentStore {
    private static final String SELECT =
            "SELECT user_id, organization_id, client_id, resource, scope, consented FROM orgauth_consent ";
    private static final String OF = "WHERE organization_id = ? AND user_id = ?";

    private final Sql sql;

    JdbcConsentStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Consent> find(UserId user, OrganizationId organization, String client, String resource) {
        String condition = OF + " AND client_id = ? AND resource = ?";
        return sql.one(SELECT + condition, JdbcConsentStore::row, organization.value(), user.value(), client, resource);
    }

    @Override
    public List<Consent> of(UserId user, OrganizationId organization) {
        String condition = OF + " ORDER BY client_id, resource";
        return sql.list(SELECT + condition, JdbcConsentStore::row, organization.value(), user.value());
    }

    @Override
    public void put(Consent consent) {
        sql.put(
                "UPDATE orgauth_consent SET scope = ?, consented = ? " + OF + " AND client_id = ? AND resource = ?",
                """
                INSERT INTO orgauth_consent (scope, consented, organization_id, user_id, client_id, resource)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                JsonText.words(consent.scope()),
                consent.time(),
                consent.organization().value(),
                consent.user().value(),
                consent.client(),
                consent.resource());
    }

    @Override
    public int remove(UserId user, OrganizationId organization, String client) {
        String statement = "DELETE FROM orgauth_consent " + OF + " AND client_id = ?";
        return sql.change(statement, organization.value(), user.value(), client);
    }

    private static Consent row(ResultSet row) throws SQLException {
        return new Consent(
                new UserId(row.getString("user_id")),
                OrganizationId.of(row.getString("organization_id")),
                row.getString("client_id"),
                row.getString("resource"),
                JsonText.words(row.getString("scope"), word -> word),
                Values.instant(row, "consented"));
    }
}
