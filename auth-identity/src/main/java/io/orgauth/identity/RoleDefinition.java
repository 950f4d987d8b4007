package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import java.util.Set;

/**
 * A role that an organization made for itself. Its key never changes and has no colon, since a cluster knows the group as
 * {@code org_id:role}.
 *
 * @param organization the owner
 * @param role the immutable role
 * @param permissions what it grants, all declared by the product or built in
 * @param version how often it was changed, 1 when new
 */
public record RoleDefinition(OrganizationId organization, Role role, Set<Permission> permissions, long version)
        implements Owned {
    /**
     * Copies the permissions and checks the key.
     *
     * @param organization as the record says
     * @param role as the record says
     * @param permissions as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if the key is not 1 to 64 of {@code a-z 0-9 _ -}
     */
    public RoleDefinition {
        requireKey(role);
        permissions = Set.copyOf(permissions);
    }

    static void requireKey(Role role) {
        if (!role.key().matches("[a-z][a-z0-9_-]{0,63}")) {
            throw new IllegalArgumentException("role key must be 1 to 64 of a-z, 0-9, '_' and '-', a letter first");
        }
    }

    @Override
    public String key() {
        return role.key();
    }

    RoleDefinition withPermissions(Set<Permission> changed) {
        return new RoleDefinition(organization, role, changed, version + 1);
    }
}
