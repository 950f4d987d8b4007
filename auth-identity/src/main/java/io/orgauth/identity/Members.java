package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.IdentityContext.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of organizations. Administrators act on memberships only: a user's e-mail, password, state and identities are
 * the person's and the operator's.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class Members {
    private final IdentityContext context;
    private final Actor actor;

    Members(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Members in the order of their ids.
     *
     * @param organization the organization
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<Member> list(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.USERS_READ);
        return context.stores().memberships().page(organization, after, limit).stream()
                .flatMap(membership -> withPerson(context.stores(), membership).stream())
                .toList();
    }

    /**
     * One member.
     *
     * @param organization the organization
     * @param user the user
     * @return the member, or empty
     */
    public Optional<Member> member(OrganizationId organization, UserId user) {
        actor.require(organization, AdminPermissions.USERS_READ);
        Stores now = context.stores();
        return now.memberships().find(organization, user.value()).flatMap(membership -> withPerson(now, membership));
    }

    private static Optional<Member> withPerson(Stores stores, Membership membership) {
        return stores.users().find(membership.user()).map(user -> new Member(membership, user.email()));
    }

    /**
     * Changes roles and state together, or nothing of it.
     *
     * @param organization the organization
     * @param user the member
     * @param roles the new manual roles, or empty to leave them
     * @param enabled the new state, or empty to leave it
     * @return the member as it is then
     */
    public Member change(
            OrganizationId organization, UserId user, Optional<Set<Role>> roles, Optional<Boolean> enabled) {
        return change(organization, user, roles, enabled, Optional.empty());
    }

    /**
     * Changes roles, state and attributes together, or nothing of it.
     *
     * @param organization the organization
     * @param user the member
     * @param roles the new manual roles, or empty to leave them
     * @param enabled the new state, or empty to leave it
     * @param attributes the new attributes as for {@link #setAttributes}, or empty to leave them
     * @return the member as it is then
     */
    public Member change(
            OrganizationId organization,
            UserId user,
            Optional<Set<Role>> roles,
            Optional<Boolean> enabled,
            Optional<Map<String, Object>> attributes) {
        actor.require(organization, AdminPermissions.USERS_WRITE);
        return context.atomically((unit, journal) -> {
            List<Function<Stores, Done<Membership>>> changes = new ArrayList<>();
            roles.ifPresent(given -> changes.add(assigning(organization, user, given)));
            enabled.ifPresent(now -> changes.add(enabling(organization, user, now)));
            attributes.ifPresent(values -> changes.add(settingAttributes(organization, user, values)));
            changes.forEach(change -> context.changeIn(unit, journal, actor, organization, change));
            return unit.memberships()
                    .find(organization, user.value())
                    .flatMap(membership -> withPerson(unit, membership))
                    .orElseThrow(() -> IdentityException.notFound("member"));
        });
    }

    /**
     * Replaces the roles that were given by hand.
     *
     * @param organization the organization
     * @param user the member
     * @param roles the new roles
     * @return the changed membership
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with NOT_FOUND, INVALID or LAST_OWNER
     */
    public Membership assign(OrganizationId organization, UserId user, Set<Role> roles) {
        actor.require(organization, AdminPermissions.USERS_WRITE);
        return context.change(actor, organization, assigning(organization, user, roles));
    }

    private Function<Stores, Done<Membership>> assigning(OrganizationId organization, UserId user, Set<Role> roles) {
        return unit -> {
            Membership before = touchable(unit, organization, user);
            actor.requireAtLeast(roles, context.permissions(unit, organization, roles));
            Membership changed = before.withManualRoles(roles);
            requireOwnerLeft(unit, before, changed);
            Checked.replaced(unit.memberships().replace(changed));
            Map<String, AuditDetail> details = Map.of("roles", AuditDetail.roles(roles));
            return new Done<>(changed, "member.roles_changed", user.value(), details);
        };
    }

    /**
     * Replaces the attributes that go into the member's tokens. Owners only: with another's UID, a member reads that one's files.
     * Nothing here keeps a UID from being two members'.
     *
     * @param organization the organization
     * @param user the member
     * @param values of declared names: String, Integer, Long, or a List of the latter two; those not named are removed
     * @return the changed membership
     * @throws io.orgauth.PermissionDeniedException with OWNERS_ONLY, RECENT_SIGN_IN_REQUIRED or EXCEEDS_OWN_RIGHTS
     * @throws IdentityException with NOT_FOUND, or INVALID for a name, type or range that is not declared
     */
    public Membership setAttributes(OrganizationId organization, UserId user, Map<String, Object> values) {
        actor.require(organization, AdminPermissions.USERS_WRITE);
        return context.change(actor, organization, settingAttributes(organization, user, values));
    }

    private Function<Stores, Done<Membership>> settingAttributes(
            OrganizationId organization, UserId user, Map<String, Object> values) {
        return unit -> {
            Membership before = touchable(unit, organization, user);
            actor.requireOwner();
            actor.requireRecentSignIn();
            Attributes declared = context.model().attributes();
            Map<String, Object> checked = Checked.of(() -> declared.checked(values));
            Membership changed = before.withAttributes(checked);
            Checked.replaced(unit.memberships().replace(changed));
            return new Done<>(changed, "member.attributes_changed", user.value(), declared.audited(checked));
        };
    }

    /**
     * Computes the mapped roles anew from the groups that an identity provider named at a sign-in. Those given by hand stay as they
     * are, and groups that nobody mapped give nothing. For the sign-in flow, which has proven both.
     *
     * @param organization the organization
     * @param user the member
     * @param groups all groups of the member, exactly as the identity provider names them
     * @return the membership as it is then
     * @throws io.orgauth.PermissionDeniedException unless the operator acts
     * @throws IdentityException with NOT_FOUND
     */
    public Membership applyGroups(OrganizationId organization, UserId user, Set<String> groups) {
        actor.requireOperator("applying groups");
        return context.atomically((unit, journal) -> {
            Membership before = unit.memberships()
                    .find(organization, user.value())
                    .orElseThrow(() -> IdentityException.notFound("member"));
            Set<Role> mapped = RoleMappings.rolesOf(unit, organization, groups);
            return mapped.equals(before.mappedRoles())
                    ? before
                    : context.changeIn(unit, journal, actor, organization, mapping(before, mapped));
        });
    }

    /** Other mapped roles, as a step of a unit; the sign-in takes it in its own. */
    static Function<Stores, Done<Membership>> mapping(Membership before, Set<Role> mapped) {
        return unit -> {
            Membership changed = before.withMappedRoles(mapped);
            Checked.replaced(unit.memberships().replace(changed));
            Map<String, AuditDetail> details = Map.of("mapped_roles", AuditDetail.roles(mapped));
            return new Done<>(changed, "member.roles_mapped", changed.key(), details);
        };
    }

    /**
     * Refuses the member from the next call on. Sessions that are in the organization end.
     *
     * @param organization the organization
     * @param user the member
     * @return the changed membership
     */
    public Membership disable(OrganizationId organization, UserId user) {
        return setEnabled(organization, user, false);
    }

    /**
     * Lets a disabled member in again.
     *
     * @param organization the organization
     * @param user the member
     * @return the changed membership
     */
    public Membership enable(OrganizationId organization, UserId user) {
        return setEnabled(organization, user, true);
    }

    /**
     * Ends the membership, with the sessions that are in the organization. The user goes on to exist.
     *
     * @param organization the organization
     * @param user the member
     * @throws IdentityException with NOT_FOUND or LAST_OWNER
     */
    public void remove(OrganizationId organization, UserId user) {
        actor.require(organization, AdminPermissions.USERS_WRITE);
        context.change(actor, organization, unit -> {
            Membership before = touchable(unit, organization, user);
            requireOwnerLeft(unit, before, before.withManualRoles(Set.of()));
            unit.memberships().remove(organization, user.value());
            SessionsOfPeople.end(unit, user, organization, context.clock().instant());
            return Done.of(true, "member.removed", user.value());
        });
    }

    private Membership setEnabled(OrganizationId organization, UserId user, boolean enabled) {
        actor.require(organization, AdminPermissions.USERS_WRITE);
        return context.change(actor, organization, enabling(organization, user, enabled));
    }

    private Function<Stores, Done<Membership>> enabling(OrganizationId organization, UserId user, boolean enabled) {
        return unit -> {
            Membership before = touchable(unit, organization, user);
            Membership changed = before.enabled(enabled);
            requireOwnerLeft(unit, before, changed);
            Checked.replaced(unit.memberships().replace(changed));
            if (!enabled) {
                SessionsOfPeople.end(unit, user, organization, context.clock().instant());
            }
            return Done.of(changed, enabled ? "member.enabled" : "member.disabled", user.value());
        };
    }

    /** The membership, if the actor may touch it at all: owners are touched by owners, nobody by whoever holds less. */
    private Membership touchable(Stores unit, OrganizationId organization, UserId user) {
        Membership membership = unit.memberships()
                .find(organization, user.value())
                .orElseThrow(() -> IdentityException.notFound("member"));
        actor.requireAtLeast(membership.roles(), context.permissionsOfThose(unit, organization, membership.roles()));
        return membership;
    }

    /**
     * Two owners who remove each other at once are one after the other here: each change holds the next place of the audit chain
     * from its beginning, and only one can have it.
     */
    private static void requireOwnerLeft(Stores unit, Membership before, Membership after) {
        boolean loses = isOwner(before) && !isOwner(after);
        if (loses && !hasOwnerBeside(unit, before)) {
            throw new IdentityException(IdentityReason.LAST_OWNER, "the last owner of an organization stays");
        }
    }

    private static boolean isOwner(Membership membership) {
        return membership.enabled() && membership.manualRoles().contains(Role.OWNER);
    }

    /** An owner whose person the operator has disabled can't act, so the organization would have none. */
    private static boolean hasOwnerBeside(Stores unit, Membership leaving) {
        return unit.memberships().enabledWith(leaving.organization(), Role.OWNER).stream()
                .map(Membership::user)
                .filter(user -> !user.equals(leaving.user()))
                .anyMatch(user -> unit.users().find(user).filter(User::enabled).isPresent());
    }
}
