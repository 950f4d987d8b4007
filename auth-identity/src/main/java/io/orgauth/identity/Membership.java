package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a user is to one organization. Its administrators act on this, never on the {@link User}.
 *
 * @param organization the organization
 * @param user the user
 * @param manualRoles roles that administrators gave
 * @param mappedRoles roles that external groups gave, computed anew at each sign-in; never mixed with the manual ones
 * @param attributes typed values for the {@code attributes} claim
 * @param enabled false refuses the user in this organization at the next call
 * @param version how often it was changed, 1 when new
 */
public record Membership(
        OrganizationId organization,
        UserId user,
        Set<Role> manualRoles,
        Set<Role> mappedRoles,
        Map<String, Object> attributes,
        boolean enabled,
        long version)
        implements Owned {
    /**
     * Copies the collections.
     *
     * @param organization as the record says
     * @param user as the record says
     * @param manualRoles as the record says
     * @param mappedRoles as the record says
     * @param attributes as the record says
     * @param enabled as the record says
     * @param version as the record says
     */
    public Membership {
        manualRoles = Set.copyOf(manualRoles);
        mappedRoles = Set.copyOf(mappedRoles);
        attributes = Map.copyOf(attributes);
    }

    /** A new membership with these roles. */
    static Membership of(OrganizationId organization, UserId user, Set<Role> roles) {
        return new Membership(organization, user, roles, Set.of(), Map.of(), true, 1);
    }

    @Override
    public String key() {
        return user.value();
    }

    /**
     * Manual and mapped roles together.
     *
     * @return the roles that count
     */
    public Set<Role> roles() {
        Set<Role> all = new LinkedHashSet<>(manualRoles);
        all.addAll(mappedRoles);
        return Set.copyOf(all);
    }

    Membership withManualRoles(Set<Role> roles) {
        return withRoles(roles, mappedRoles);
    }

    Membership withMappedRoles(Set<Role> roles) {
        return withRoles(manualRoles, roles);
    }

    Membership withRoles(Set<Role> manual, Set<Role> mapped) {
        return new Membership(organization, user, manual, mapped, attributes, enabled, version + 1);
    }

    Membership withAttributes(Map<String, Object> values) {
        return new Membership(organization, user, manualRoles, mappedRoles, values, enabled, version + 1);
    }

    Membership enabled(boolean now) {
        return new Membership(organization, user, manualRoles, mappedRoles, attributes, now, version + 1);
    }
}
