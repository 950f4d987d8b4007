package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.IdentityContext.Done;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which external groups give which roles. Owners only, as a group can make administrators.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class RoleMappings {
    private final IdentityContext context;
    private final Actor actor;

    RoleMappings(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Lets a group give roles, instead of those it gave before.
     *
     * @param organization the owner
     * @param group the group exactly as the identity provider names it
     * @param roles roles within the actor's own rights, not the owner's
     * @return the mapping
     * @throws io.orgauth.PermissionDeniedException with OWNERS_ONLY, RECENT_SIGN_IN_REQUIRED or EXCEEDS_OWN_RIGHTS
     * @throws IdentityException with INVALID
     */
    public RoleMapping put(OrganizationId organization, String group, Set<Role> roles) {
        requireOwnerLevel(organization);
        return context.change(actor, organization, unit -> {
            actor.requireHolds(context.permissions(unit, organization, roles));
            Optional<RoleMapping> before = unit.roleMappings().find(organization, group);
            long version = before.map(RoleMapping::version).orElse(0L) + 1;
            RoleMapping mapping = Checked.of(() -> new RoleMapping(organization, group, roles, version));
            Checked.replaced(
                    before.isPresent()
                            ? unit.roleMappings().replace(mapping)
                            : unit.roleMappings().insert(mapping));
            return Done.of(mapping, "role_mapping.set", auditable(group));
        });
    }

    /**
     * Lets a group give nothing any more.
     *
     * @param organization the owner
     * @param group the group
     * @throws IdentityException with NOT_FOUND
     */
    public void remove(OrganizationId organization, String group) {
        requireOwnerLevel(organization);
        context.change(actor, organization, unit -> {
            if (!unit.roleMappings().remove(organization, group)) {
                throw IdentityException.notFound("role mapping");
            }
            return Done.of(true, "role_mapping.removed", auditable(group));
        });
    }

    /**
     * Mappings in the order of their groups.
     *
     * @param organization the owner
     * @param after the last group of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<RoleMapping> page(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.ROLE_MAPPINGS_READ);
        return context.stores().roleMappings().page(organization, after, limit);
    }

    /**
     * One mapping.
     *
     * @param organization the owner
     * @param group the group
     * @return it, or empty
     */
    public Optional<RoleMapping> find(OrganizationId organization, String group) {
        actor.require(organization, AdminPermissions.ROLE_MAPPINGS_READ);
        return context.stores().roleMappings().find(organization, group);
    }

    /** The roles that these groups give now; groups that nobody mapped give none. */
    static Set<Role> rolesOf(Stores unit, OrganizationId organization, Set<String> groups) {
        Set<Role> roles = new LinkedHashSet<>();
        for (String group : groups) {
            unit.roleMappings().find(organization, group).ifPresent(mapping -> roles.addAll(mapping.roles()));
        }
        return roles;
    }

    /** A directory's group names have spaces and any letter; the audit's ids have not. */
    private static String auditable(String group) {
        String encoded = URLEncoder.encode(group, StandardCharsets.UTF_8);
        return encoded.substring(0, Math.min(encoded.length(), 255));
    }

    private void requireOwnerLevel(OrganizationId organization) {
        actor.require(organization, AdminPermissions.ROLE_MAPPINGS_WRITE);
        actor.requireOwner();
        actor.requireRecentSignIn();
    }
}
