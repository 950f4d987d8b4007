package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.ConnectionStore;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.StoredConnection.Admission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A {@link ConnectionStore} on a table. Shared connections have the empty text as their organization. */
final class JdbcConnectionStore implements ConnectionStore {
    private static final String SELECT = """
            SELECT organization_id, connection_id, protocol, display_name, settings, sealed_secrets, enabled, just_in_time,
            tested, version FROM orgauth_connection
            """;

    private final Sql sql;

    JdbcConnectionStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<StoredConnection> byId(String id) {
        return sql.one(SELECT + "WHERE connection_id = ?", JdbcConnectionStore::row, id);
    }

    @Override
    public Optional<StoredConnection> find(Optional<OrganizationId> owner, String id) {
        String condition = "WHERE organization_id = ? AND connection_id = ?";
        return sql.one(SELECT + condition, JdbcConnectionStore::row, Values.owner(owner), id);
    }

    @Override
    public List<StoredConnection> page(Optional<OrganizationId> owner, Optional<String> after, int limit) {
        String condition = "WHERE organization_id = ? AND connection_id > ? ORDER BY connection_id LIMIT ?";
        return sql.list(SELECT + condition, JdbcConnectionStore::row, Values.owner(owner), after.orElse(""), limit);
    }

    @Override
    public boolean insert(StoredConnection connection) {
        return sql.insert(
                """
                INSERT INTO orgauth_connection (organization_id, connection_id, protocol, display_name, settings,
                sealed_secrets, enabled, just_in_time, tested, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                Values.owner(connection.organization()),
                connection.id(),
                connection.protocol(),
                connection.name(),
                JsonText.object(connection.settings()),
                JsonText.texts(connection.sealedSecrets()),
                connection.admission().enabled(),
                connection.admission().justInTime().map(Role::key),
                connection.admission().tested(),
                connection.version());
    }

    @Override
    public boolean replace(StoredConnection connection) {
        String statement = """
                UPDATE orgauth_connection SET protocol = ?, display_name = ?, settings = ?, sealed_secrets = ?, enabled = ?,
                just_in_time = ?, tested = ?, version = ?
                WHERE organization_id = ? AND connection_id = ? AND version = ?
                """;
        int changed = sql.change(
                statement,
                connection.protocol(),
                connection.name(),
                JsonText.object(connection.settings()),
                JsonText.texts(connection.sealedSecrets()),
                connection.admission().enabled(),
                connection.admission().justInTime().map(Role::key),
                connection.admission().tested(),
                connection.version(),
                Values.owner(connection.organization()),
                connection.id(),
                connection.version() - 1);
        return changed == 1;
    }

    @Override
    public boolean remove(Optional<OrganizationId> owner, String id) {
        String statement = "DELETE FROM orgauth_connection WHERE organization_id = ? AND connection_id = ?";
        return sql.change(statement, Values.owner(owner), id) == 1;
    }

    private static StoredConnection row(ResultSet row) throws SQLException {
        Admission admission = new Admission(
                row.getBoolean("enabled"),
                Optional.ofNullable(row.getString("just_in_time")).map(Role::of),
                Values.optionalInstant(row, "tested"));
        return new StoredConnection(
                Values.owner(row),
                row.getString("connection_id"),
                row.getString("protocol"),
                row.getString("display_name"),
                JsonText.object(row.getString("settings")),
                JsonText.texts(row.getString("sealed_secrets")),
                admission,
                row.getLong("version"));
    }
}
