package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.IdentityContext.Done;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The roles that organizations make for themselves, beside those of the product.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class Roles {
    private final IdentityContext context;
    private final Actor actor;

    Roles(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Makes a role.
     *
     * @param organization the owner
     * @param key 1 to 64 of {@code a-z 0-9 _ -}, not one of the product's
     * @param permissions declared permissions, no more than who makes it holds
     * @return the new role
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with INVALID or ALREADY_EXISTS
     */
    public RoleDefinition create(OrganizationId organization, String key, Set<Permission> permissions) {
        actor.require(organization, AdminPermissions.ROLES_WRITE);
        return context.change(actor, organization, unit -> {
            Role role = Checked.of(() -> Role.of(key));
            if (context.model().granted(role).isPresent()) {
                throw IdentityException.taken("role");
            }
            RoleDefinition made = Checked.of(() -> new RoleDefinition(organization, role, mayGive(permissions), 1));
            if (!unit.roles().insert(made)) {
                throw IdentityException.taken("role");
            }
            return done(made, "role.created");
        });
    }

    /**
     * Replaces what a role grants, for everyone who has it, at the next call.
     *
     * @param organization the owner
     * @param role the role
     * @param permissions declared permissions; those of before and of after must be within the actor's own
     * @return the changed role
     * @throws IdentityException with NOT_FOUND or INVALID
     */
    public RoleDefinition change(OrganizationId organization, Role role, Set<Permission> permissions) {
        actor.require(organization, AdminPermissions.ROLES_WRITE);
        return context.change(actor, organization, unit -> {
            RoleDefinition changed = touchable(unit, organization, role).withPermissions(mayGive(permissions));
            Checked.replaced(unit.roles().replace(changed));
            return done(changed, "role.changed");
        });
    }

    /**
     * Removes a role, and takes it away from every member, client, invitation and mapping, so that a later role of the same key is
     * nobody's. What it granted is lost at the next call.
     *
     * @param organization the owner
     * @param role the role
     * @throws IdentityException with NOT_FOUND, or INVALID while a connection gives it to people who are not known yet
     */
    public void remove(OrganizationId organization, Role role) {
        actor.require(organization, AdminPermissions.ROLES_WRITE);
        context.change(actor, organization, unit -> {
            RoleDefinition removed = touchable(unit, organization, role);
            Connections.requireNotGiven(unit, organization, role);
            unit.roles().remove(organization, role.key());
            new RoleHolders(unit, organization, role).takeAway();
            return done(removed, "role.removed");
        });
    }

    /**
     * The organization's own roles in the order of their keys.
     *
     * @param organization the owner
     * @param after the last key of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<RoleDefinition> page(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.ROLES_READ);
        return context.stores().roles().page(organization, after, limit);
    }

    /**
     * One of the organization's own roles.
     *
     * @param organization the owner
     * @param role the role
     * @return it, or empty
     */
    public Optional<RoleDefinition> find(OrganizationId organization, Role role) {
        actor.require(organization, AdminPermissions.ROLES_READ);
        return context.stores().roles().find(organization, role.key());
    }

    private RoleDefinition touchable(Stores unit, OrganizationId organization, Role role) {
        RoleDefinition present =
                unit.roles().find(organization, role.key()).orElseThrow(() -> IdentityException.notFound("role"));
        actor.requireAtLeast(Set.of(), present.permissions());
        return present;
    }

    private Set<Permission> mayGive(Set<Permission> permissions) {
        Set<Permission> declared = context.model().requireDeclared(permissions);
        actor.requireAtLeast(Set.of(), declared);
        return declared;
    }

    private static Done<RoleDefinition> done(RoleDefinition role, String action) {
        return new Done<>(role, action, role.key(), Map.of("permissions", AuditDetail.permissions(role.permissions())));
    }
}
