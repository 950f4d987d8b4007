package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.Set;

/**
 * Which roles an external group gives to whoever is in it at sign-in.
 *
 * @param organization the owner
 * @param group the group exactly as the identity provider names it
 * @param roles the roles it gives, never the owner's
 * @param version how often it was changed, 1 when new
 */
public record RoleMapping(OrganizationId organization, String group, Set<Role> roles, long version) implements Owned {
    /**
     * Copies the roles.
     *
     * @param organization as the record says
     * @param group as the record says
     * @param roles as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if the group is blank, longer than 255 characters or has control characters, or the owner
     *     role is among the roles
     */
    public RoleMapping {
        if (group.isBlank() || group.length() > 255 || group.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("group must be 1 to 255 visible characters");
        }
        if (roles.contains(Role.OWNER)) {
            throw new IllegalArgumentException("a group can't make owners: an owner is made by an owner");
        }
        roles = Set.copyOf(roles);
    }

    RoleMapping withRoles(Set<Role> changed) {
        return new RoleMapping(organization, group, changed, version + 1);
    }

    @Override
    public String key() {
        return group;
    }
}
