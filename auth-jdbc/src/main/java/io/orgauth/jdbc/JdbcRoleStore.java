package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.identity.RoleDefinition;
import java.util.List;

/** The organizations' own roles. */
final class JdbcRoleStore extends JdbcOwnedStore<RoleDefinition> {
    private static final OwnedTable<RoleDefinition> TABLE = new OwnedTable<>(
            "orgauth_role",
            "role_key",
            List.of("permissions"),
            role -> List.of(JsonText.words(role.permissions())),
            row -> new RoleDefinition(
                    OrganizationId.of(row.getString("organization_id")),
                    Role.of(row.getString("role_key")),
                    JsonText.words(row.getString("permissions"), Permission::of),
                    row.getLong("version")));

    JdbcRoleStore(Sql sql) {
        super(sql, TABLE);
    }
}
