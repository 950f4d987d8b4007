package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.identity.IdentityContext.Done;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Invitations to organizations. Naming an address gives nobody any right: the link does, once, to whoever accepts it signed in.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class Invitations {
    /** How long an invitation's link works. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private final IdentityContext context;
    private final Actor actor;

    Invitations(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Invites whoever reads this mailbox. Whether the address is a user's already can't be told from the outcome.
     *
     * @param organization who invites
     * @param email where the link goes
     * @param roles what the member will have, within the actor's own rights
     * @return the invitation; the secret has been handed to the {@link Mailer} and is not returned
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with INVALID
     */
    public Invitation invite(OrganizationId organization, String email, Set<Role> roles) {
        actor.require(organization, AdminPermissions.USERS_WRITE);
        String secret = context.ids().secret();
        Invitation invitation = context.change(actor, organization, unit -> {
            actor.requireAtLeast(roles, context.permissions(unit, organization, roles));
            Invitation made = Checked.of(() -> new Invitation(
                    organization,
                    context.ids().id("inv_"),
                    EmailAddress.of(email),
                    roles,
                    actor.principal().map(Principal::subject),
                    SecretDigest.of(secret),
                    context.clock().instant().plus(LIFETIME),
                    1));
            if (!unit.invitations().insert(made)) {
                throw IdentityException.taken("invitation");
            }
            return Done.of(made, "invitation.created", made.id());
        });
        context.deliver(Mail.invitation(invitation, secret));
        return invitation;
    }

    /**
     * Makes the signed-in user a member. The link is used up, whatever the user's own address is: the person who was sent it
     * chooses the account. It works only while whoever made it could make it again, so that an administrator who is put out leaves
     * no way back in.
     *
     * @param user who accepts, proven by a sign-in; the caller vouches for that
     * @param secret from the link
     * @return the new membership
     * @throws IdentityException with LINK_NOT_VALID, NOT_FOUND if there is no such enabled user, or ALREADY_EXISTS if the user is
     *     a member, disabled or not
     */
    public Membership accept(UserId user, String secret) {
        actor.requireOperator("accepting for a user");
        return context.atomically((unit, journal) -> acceptIn(unit, journal, user, SecretDigest.of(secret)));
    }

    /** The same as a part of a larger unit, such as the one that makes the user. */
    Membership acceptIn(Stores unit, AuditJournal journal, UserId user, SecretDigest digest) {
        Invitation invitation = unit.invitations()
                .consume(digest)
                .filter(found -> isOpen(unit, found))
                .orElseThrow(Invitations::notValid);
        if (unit.users().find(user).filter(User::enabled).isEmpty()) {
            throw IdentityException.notFound("user");
        }
        Membership made = Membership.of(invitation.organization(), user, rolesLeft(unit, invitation));
        if (!unit.memberships().insert(made)) {
            throw IdentityException.taken("member");
        }
        journal.record(invitation.organization(), actor, Done.of(made, "invitation.accepted", user.value()));
        return made;
    }

    /**
     * The invitation of a link, left where it is: for showing whose it is.
     *
     * @param secret from the link
     * @return the invitation
     * @throws IdentityException with LINK_NOT_VALID
     */
    public Invitation byLink(String secret) {
        actor.requireOperator("looking a link up");
        return open(context.stores(), SecretDigest.of(secret));
    }

    Invitation open(Stores unit, SecretDigest digest) {
        return unit.invitations()
                .byDigest(digest)
                .filter(found -> isOpen(unit, found))
                .orElseThrow(Invitations::notValid);
    }

    private boolean isOpen(Stores unit, Invitation invitation) {
        return context.clock().instant().isBefore(invitation.expires()) && couldBeMadeNow(unit, invitation);
    }

    private static IdentityException notValid() {
        return new IdentityException(IdentityReason.LINK_NOT_VALID, "the link is unknown, used or too old");
    }

    private boolean couldBeMadeNow(Stores unit, Invitation invitation) {
        if (invitation.inviter().isEmpty()) {
            return true;
        }
        Set<Permission> given = context.permissionsOfThose(unit, invitation.organization(), invitation.roles());
        return new IdentityGrants(context, unit)
                .current(invitation.inviter().get(), invitation.organization())
                .filter(now -> now.permissions().contains(AdminPermissions.USERS_WRITE))
                .filter(now -> now.permissions().containsAll(given))
                .filter(now ->
                        now.roles().contains(Role.OWNER) || !AdminPermissions.needOwner(invitation.roles(), given))
                .isPresent();
    }

    /** A role that was removed meanwhile is not handed on, so that nobody holds it should its key be used again. */
    private Set<Role> rolesLeft(Stores unit, Invitation invitation) {
        return invitation.roles().stream()
                .filter(role -> context.permissions(unit, invitation.organization(), role)
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /**
     * Takes an invitation back.
     *
     * @param organization who invited
     * @param id the invitation
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with NOT_FOUND
     */
    public void withdraw(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.USERS_WRITE);
        context.change(actor, organization, unit -> {
            Invitation open = unit.invitations()
                    .find(organization, id)
                    .orElseThrow(() -> IdentityException.notFound("invitation"));
            actor.requireAtLeast(open.roles(), context.permissionsOfThose(unit, organization, open.roles()));
            unit.invitations().remove(organization, id);
            return Done.of(true, "invitation.withdrawn", id);
        });
    }

    /**
     * One invitation.
     *
     * @param organization who invited
     * @param id the invitation
     * @return it, or empty if it is unknown, used or taken back
     */
    public Optional<Invitation> find(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.USERS_READ);
        return context.stores().invitations().find(organization, id);
    }

    /**
     * Open invitations in the order of their ids.
     *
     * @param organization who invited
     * @param after the last id of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<Invitation> page(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.USERS_READ);
        return context.stores().invitations().page(organization, after, limit);
    }
}
