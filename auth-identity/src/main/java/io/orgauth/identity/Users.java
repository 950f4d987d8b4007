package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.IdentityContext.Done;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The users, for the operator only: a person is nobody else's to change. Administrators use {@link Members} and invitations.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class Users {
    private final IdentityContext context;
    private final Actor actor;

    Users(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Makes a user who is a member of an organization. The e-mail address counts as unproven.
     *
     * @param organization the organization
     * @param email the address, unique among users
     * @param roles the member's roles
     * @return the new user
     * @throws IdentityException with INVALID, NOT_FOUND, or ALREADY_EXISTS: whoever has that address is invited instead
     */
    public User create(OrganizationId organization, String email, Role... roles) {
        actor.requireOperator("making a user");
        return context.change(actor, organization, unit -> {
            User made = add(unit, email, Optional.empty());
            Set<Role> given = Set.copyOf(List.of(roles));
            context.permissions(unit, organization, given);
            if (!unit.memberships().insert(Membership.of(organization, made.id(), given))) {
                throw IdentityException.taken("member");
            }
            return Done.of(made, "user.created", made.id().value());
        });
    }

    private User add(Stores unit, String email, Optional<String> externalId) {
        EmailAddress address = Checked.of(() -> EmailAddress.of(email));
        User made = new User(new UserId(context.ids().id("usr_")), address, false, externalId, true, 1);
        if (!unit.users().insert(made)) {
            throw IdentityException.taken("a user with this e-mail address");
        }
        return made;
    }

    /**
     * Makes an existing user a member of another organization.
     *
     * @param organization the organization
     * @param user the user
     * @param roles the member's roles
     * @return the new membership
     * @throws IdentityException with NOT_FOUND, INVALID or ALREADY_EXISTS
     */
    public Membership join(OrganizationId organization, UserId user, Role... roles) {
        actor.requireOperator("making a member");
        return context.change(actor, organization, unit -> {
            if (unit.users().find(user).isEmpty()) {
                throw IdentityException.notFound("user");
            }
            Membership made = Membership.of(organization, user, Set.copyOf(List.of(roles)));
            context.permissions(unit, organization, made.roles());
            if (!unit.memberships().insert(made)) {
                throw IdentityException.taken("member");
            }
            return Done.of(made, "member.added", user.value());
        });
    }

    /**
     * One user.
     *
     * @param user the id
     * @return it, or empty
     */
    public Optional<User> find(UserId user) {
        actor.requireOperator("seeing users");
        return context.stores().users().find(user);
    }

    /**
     * The user with this address.
     *
     * @param email the address
     * @return at most one
     */
    public Optional<User> byEmail(String email) {
        actor.requireOperator("seeing users");
        return context.stores().users().byEmail(Checked.of(() -> EmailAddress.of(email)));
    }

    /**
     * Users in the order of their ids.
     *
     * @param after the last id of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<User> page(Optional<String> after, int limit) {
        actor.requireOperator("seeing users");
        return context.stores().users().page(after, limit);
    }

    /**
     * Refuses the person everywhere from the next call on, be it an organization's last owner: a stolen account must be stoppable.
     * All sessions end.
     *
     * @param user the user
     * @return the changed user
     * @throws IdentityException with NOT_FOUND
     */
    public User disable(UserId user) {
        return setEnabled(user, false, "user.disabled");
    }

    /**
     * Lets a disabled person in again.
     *
     * @param user the user
     * @return the changed user
     * @throws IdentityException with NOT_FOUND
     */
    public User enable(UserId user) {
        return setEnabled(user, true, "user.enabled");
    }

    /** The event goes into the chain of each organization that the person is a member of. */
    private User setEnabled(UserId user, boolean enabled, String action) {
        actor.requireOperator("disabling a user");
        return context.atomically((unit, journal) -> {
            User changed = unit.users()
                    .find(user)
                    .orElseThrow(() -> IdentityException.notFound("user"))
                    .enabled(enabled);
            Checked.replaced(unit.users().replace(changed));
            if (!enabled) {
                SessionsOfPeople.end(unit, user, context.clock().instant());
            }
            unit.memberships()
                    .ofUser(user)
                    .forEach(membership ->
                            journal.record(membership.organization(), actor, Done.of(changed, action, user.value())));
            return changed;
        });
    }
}
