package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.RoleMapping;
import java.util.List;

/** The role mappings. */
final class JdbcRoleMappingStore extends JdbcOwnedStore<RoleMapping> {
    private static final OwnedTable<RoleMapping> TABLE = new OwnedTable<>(
            "orgauth_role_mapping",
            "group_name",
            List.of("roles"),
            mapping -> List.of(JsonText.words(mapping.roles())),
            row -> new RoleMapping(
                    OrganizationId.of(row.getString("organization_id")),
                    row.getString("group_name"),
                    JsonText.words(row.getString("roles"), Role::of),
                    row.getLong("version")));

    JdbcRoleMappingStore(Sql sql) {
        super(sql, TABLE);
    }
}
