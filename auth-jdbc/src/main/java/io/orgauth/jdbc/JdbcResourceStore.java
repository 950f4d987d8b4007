package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.identity.Resource;
import io.orgauth.identity.ResourceStore;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A {@link ResourceStore} on a table. */
final class JdbcResourceStore extends JdbcOwnedStore<Resource> implements ResourceStore {
    private static final OwnedTable<Resource> TABLE = new OwnedTable<>(
            "orgauth_resource",
            "resource_id",
            List.of("uri", "origins", "permissions"),
            resource -> List.of(
                    resource.uri().toString(),
                    JsonText.words(resource.origins()),
                    JsonText.words(resource.permissions())),
            row -> new Resource(
                    OrganizationId.of(row.getString("organization_id")),
                    row.getString("resource_id"),
                    URI.create(row.getString("uri")),
                    JsonText.words(row.getString("origins"), Function.identity()),
                    JsonText.words(row.getString("permissions"), Permission::of),
                    row.getLong("version")));

    JdbcResourceStore(Sql sql) {
        super(sql, TABLE);
    }

    @Override
    public Optional<Resource> byUri(URI uri) {
        return one(" WHERE uri = ?", uri.toString());
    }
}
