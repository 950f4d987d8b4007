package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Organization;
import io.orgauth.identity.OrganizationStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An {@link OrganizationStore} on a table. */
final class JdbcOrganizationStore implements OrganizationStore {
    private static final String SELECT = """
            SELECT organization_id, slug, display_name, enabled, version FROM orgauth_organization
            """;

    private final Sql sql;

    JdbcOrganizationStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return sql.one(SELECT + "WHERE organization_id = ?", JdbcOrganizationStore::row, id.value());
    }

    @Override
    public Optional<Organization> bySlug(String slug) {
        return sql.one(SELECT + "WHERE slug = ?", JdbcOrganizationStore::row, slug);
    }

    @Override
    public List<Organization> page(Optional<String> after, int limit) {
        String condition = "WHERE organization_id > ? ORDER BY organization_id LIMIT ?";
        return sql.list(SELECT + condition, JdbcOrganizationStore::row, after.orElse(""), limit);
    }

    @Override
    public boolean insert(Organization organization) {
        return sql.insert(
                """
                INSERT INTO orgauth_organization (organization_id, slug, display_name, enabled, version)
                VALUES (?, ?, ?, ?, ?)
                """,
                organization.id().value(),
                organization.slug(),
                organization.displayName(),
                organization.enabled(),
                organization.version());
    }

    @Override
    public boolean replace(Organization organization) {
        return sql.changeUnlessTaken(
                """
                UPDATE orgauth_organization SET slug = ?, display_name = ?, enabled = ?, version = ?
                WHERE organization_id = ? AND version = ?
                """,
                organization.slug(),
                organization.displayName(),
                organization.enabled(),
                organization.version(),
                organization.id().value(),
                organization.version() - 1);
    }

    private static Organization row(ResultSet row) throws SQLException {
        return new Organization(
                OrganizationId.of(row.getString("organization_id")),
                row.getString("slug"),
                row.getString("display_name"),
                row.getBoolean("enabled"),
                row.getLong("version"));
    }
}
