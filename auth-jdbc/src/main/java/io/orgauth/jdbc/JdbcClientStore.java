package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.ClientStore;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A {@link ClientStore} on a table. The operator's clients have the empty text as their organization. */
final class JdbcClientStore implements ClientStore {
    private static final String SELECT = """
            SELECT organization_id, client_id, display_name, roles, default_resource, secrets, metadata, enabled, version
            FROM orgauth_client
            """;

    private final Sql sql;

    JdbcClientStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<ClientApplication> byId(String id) {
        return sql.one(SELECT + "WHERE client_id = ?", JdbcClientStore::row, id);
    }

    @Override
    public Optional<ClientApplication> find(Optional<OrganizationId> owner, String id) {
        String condition = "WHERE organization_id = ? AND client_id = ?";
        return sql.one(SELECT + condition, JdbcClientStore::row, Values.owner(owner), id);
    }

    @Override
    public List<ClientApplication> page(Optional<OrganizationId> owner, Optional<String> after, int limit) {
        String condition = "WHERE organization_id = ? AND client_id > ? ORDER BY client_id LIMIT ?";
        return sql.list(SELECT + condition, JdbcClientStore::row, Values.owner(owner), after.orElse(""), limit);
    }

    @Override
    public boolean insert(ClientApplication client) {
        return sql.insert(
                """
                INSERT INTO orgauth_client
                (organization_id, client_id, display_name, roles, default_resource, secrets, metadata, enabled, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                Values.owner(client.owner()),
                client.id(),
                client.name(),
                JsonText.words(client.roles()),
                client.defaultResource().map(URI::toString),
                ClientSecrets.text(client.secrets()),
                JsonText.object(client.metadata().toJson()),
                client.enabled(),
                client.version());
    }

    @Override
    public boolean replace(ClientApplication client) {
        return sql.changeUnlessTaken(
                """
                UPDATE orgauth_client
                SET display_name = ?, roles = ?, default_resource = ?, secrets = ?, metadata = ?, enabled = ?, version = ?
                WHERE organization_id = ? AND client_id = ? AND version = ?
                """,
                client.name(),
                JsonText.words(client.roles()),
                client.defaultResource().map(URI::toString),
                ClientSecrets.text(client.secrets()),
                JsonText.object(client.metadata().toJson()),
                client.enabled(),
                client.version(),
                Values.owner(client.owner()),
                client.id(),
                client.version() - 1);
    }

    private static ClientApplication row(ResultSet row) throws SQLException {
        return new ClientApplication(
                row.getString("client_id"),
                Values.owner(row),
                row.getString("display_name"),
                JsonText.words(row.getString("roles"), Role::of),
                Optional.ofNullable(row.getString("default_resource")).map(URI::create),
                ClientSecrets.of(row.getString("secrets")),
                ClientMetadata.of(JsonText.object(row.getString("metadata"))),
                row.getBoolean("enabled"),
                row.getLong("version"));
    }
}
