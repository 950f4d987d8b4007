package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.IdentityContext.Done;
import io.orgauth.sso.ExternalIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which user somebody at an identity provider is. In this order: who is linked already; the one member whose address is in a
 * domain that leads to the connection; whoever holds an invitation; a new member, if the connection makes some. Nobody else. An e-mail
 * address alone is never enough, since whoever runs the provider can write any.
 *
 * <p>Immutable and thread-safe. All of it is one unit, with the audit events.
 */
public final class ExternalAccounts {
    private final IdentityContext context;
    private final Invitations invitations;
    private final Actor operator;

    ExternalAccounts(IdentityContext context) {
        this.context = context;
        this.operator = Actor.operator(context);
        this.invitations = new Invitations(context, operator);
    }

    /**
     * Who it is here, and which organization that leads to.
     *
     * @param user the user
     * @param organization the connection's, or the one that invitation or domain led to; empty if a shared connection found a user
     *     who may have several
     */
    public record Found(User user, Optional<OrganizationId> organization) {}

    /**
     * The user that this is, made a member on the way if that is how it is known.
     *
     * @param unit the unit of the sign-in
     * @param events its events
     * @param who what the connection has proven
     * @param connection the connection
     * @param invitation the secret of an invitation that the sign-in carries
     * @return the user
     * @throws IdentityException with NOT_FOUND if it is nobody and may not become somebody, ALREADY_EXISTS if user or account are
     *     linked otherwise, or LINK_NOT_VALID
     */
    public Found enter(
            Stores unit,
            Units.Events events,
            ExternalIdentity who,
            StoredConnection connection,
            Optional<String> invitation) {
        Entry entry = new Entry(unit, events.journal(), who, connection);
        Optional<Found> known = linked(entry).map(found -> invited(entry, found, invitation));
        Found found = known.or(() -> byDomain(entry))
                .or(() -> invitation.map(secret -> byInvitation(entry, secret)))
                .or(() -> justInTime(entry))
                .orElseThrow(() -> IdentityException.notFound("user"));
        applyGroups(entry, found);
        return found;
    }

    /**
     * Links the account to a user who is signed in, has said so, and is a member where the connection belongs.
     *
     * @param unit the unit of the sign-in
     * @param events its events
     * @param who what the connection has proven
     * @param connection the connection
     * @param user who is signed in
     * @throws IdentityException with NOT_FOUND if the user is no such member, or ALREADY_EXISTS if user or account are linked otherwise
     */
    public void link(Stores unit, Units.Events events, ExternalIdentity who, StoredConnection connection, UserId user) {
        Entry entry = new Entry(unit, events.journal(), who, connection);
        User present =
                unit.users().find(user).filter(User::enabled).orElseThrow(() -> IdentityException.notFound("user"));
        if (connection.organization().filter(id -> !isMember(entry, id, user)).isPresent()) {
            throw IdentityException.notFound("member");
        }
        Optional<IdentityLink> before = unit.identityLinks().find(who.connection(), who.subject());
        if (before.filter(link -> link.user().equals(user)).isEmpty()) {
            linkTo(entry, present, connection.organization(), "identity.linked");
        }
    }

    /** One sign-in on its way through the rules. */
    private record Entry(Stores unit, AuditJournal journal, ExternalIdentity who, StoredConnection connection) {
        Optional<EmailAddress> email() {
            try {
                return who.assertedEmail().map(EmailAddress::of);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** (a) Connection and subject are the person. */
    private Optional<Found> linked(Entry entry) {
        Optional<IdentityLink> link = entry.unit()
                .identityLinks()
                .find(entry.who().connection(), entry.who().subject());
        return link.flatMap(known -> entry.unit().users().find(known.user())).map(user -> {
            entry.unit().identityLinks().seen(link.get(), now());
            return new Found(withEmailOfDomain(entry, user), entry.connection().organization());
        });
    }

    /** Whoever is known already and comes with an invitation accepts it; one to another organization leads there. */
    private Found invited(Entry entry, Found found, Optional<String> invitation) {
        return invitation
                .map(secret -> {
                    Membership made = invitations.acceptIn(
                            entry.unit(), entry.journal(), found.user().id(), SecretDigest.of(secret));
                    return new Found(found.user(), Optional.of(made.organization()));
                })
                .orElse(found);
    }

    /** A new address at the provider never makes another person; it is taken over only within the connection's domains. */
    private User withEmailOfDomain(Entry entry, User user) {
        Optional<OrganizationId> organization = entry.connection().organization();
        Optional<EmailAddress> email = entry.email().filter(address -> !address.equals(user.email()));
        boolean takes = organization.isPresent()
                && email.filter(address -> leads(entry, organization.get(), address.domain()))
                        .isPresent()
                && leads(entry, organization.get(), user.email().domain())
                && email.flatMap(entry.unit().users()::byEmail).isEmpty();
        if (!takes) {
            return user;
        }
        User changed = user.withEmail(email.get(), true);
        Checked.replaced(entry.unit().users().replace(changed));
        entry.journal()
                .record(
                        organization.get(),
                        operator,
                        Done.of(changed, "user.email_changed", user.id().value()));
        return changed;
    }

    /** (b) The domain is proven to be the organization's, which says that it leads to this connection. */
    private Optional<Found> byDomain(Entry entry) {
        Optional<EmailAddress> email = entry.email();
        Optional<OrganizationId> organization = email.flatMap(address -> leadingTo(entry, address.domain()));
        return email.flatMap(entry.unit().users()::byEmail)
                .filter(user -> organization.isPresent() && isMember(entry, organization.get(), user.id()))
                .filter(user -> hasNoIdentityHere(entry, user))
                .map(user -> {
                    User proven = proven(entry, user, organization.get());
                    linkTo(entry, proven, organization, "identity.linked_by_domain");
                    return new Found(proven, organization);
                });
    }

    /** Whose domain it is, if it leads here. A shared connection must have proven the organization's own realm too. */
    private Optional<OrganizationId> leadingTo(Entry entry, String domain) {
        return entry.unit()
                .domains()
                .verified(domain)
                .map(DomainClaim::organization)
                .filter(id -> leads(entry, id, domain));
    }

    private static boolean leads(Entry entry, OrganizationId organization, String domain) {
        boolean foreign = entry.connection()
                .organization()
                .filter(owner -> !owner.equals(organization))
                .isPresent();
        return !foreign
                && DomainBindings.inForce(entry.unit(), organization, domain)
                        .filter(sso -> sso.connection().equals(entry.who().connection()))
                        .filter(sso -> entry.connection().organization().isPresent() || isOfRealm(entry, sso))
                        .isPresent();
    }

    private static boolean isOfRealm(Entry entry, DomainSso sso) {
        return sso.realm().isPresent() && sso.realm().equals(entry.who().realm());
    }

    /** (c) The link of an invitation was read by whoever comes with it; what address the provider asserts is of no account. */
    private Found byInvitation(Entry entry, String secret) {
        Invitation invitation = invitations.open(entry.unit(), SecretDigest.of(secret));
        Optional<OrganizationId> owner = entry.connection().organization();
        if (owner.filter(id -> !id.equals(invitation.organization())).isPresent()) {
            throw new IdentityException(IdentityReason.LINK_NOT_VALID, "the invitation is another organization's");
        }
        if (entry.unit().users().byEmail(invitation.email()).isPresent()) {
            throw IdentityException.taken("a user with the invited address, who signs in to accept,");
        }
        User made = newUser(entry, invitation.email());
        invitations.acceptIn(entry.unit(), entry.journal(), made.id(), SecretDigest.of(secret));
        linkTo(entry, made, Optional.of(invitation.organization()), "identity.linked_by_invitation");
        return new Found(made, Optional.of(invitation.organization()));
    }

    /** (d) Only where the connection says so, in its domains, as somebody who can't manage access. */
    private Optional<Found> justInTime(Entry entry) {
        Optional<Role> role = entry.connection().admission().justInTime();
        Optional<EmailAddress> email = entry.email();
        Optional<OrganizationId> organization = email.flatMap(address -> leadingTo(entry, address.domain()));
        boolean free = email.flatMap(entry.unit().users()::byEmail).isEmpty();
        if (role.isEmpty() || organization.isEmpty() || !free || managesAccess(entry, organization.get(), role.get())) {
            return Optional.empty();
        }
        User made = newUser(entry, email.get());
        Membership member = Membership.of(organization.get(), made.id(), Set.of(role.get()));
        if (!entry.unit().memberships().insert(member)) {
            throw IdentityException.taken("member");
        }
        linkTo(entry, made, organization, "identity.created_just_in_time");
        return Optional.of(new Found(made, organization));
    }

    private boolean managesAccess(Entry entry, OrganizationId organization, Role role) {
        return AdminPermissions.manageAccess(context.permissionsOfThose(entry.unit(), organization, Set.of(role)));
    }

    /** What proves the address is the link that was read, or the provider of its domain. */
    private User newUser(Entry entry, EmailAddress email) {
        User made = new User(new UserId(context.ids().id("usr_")), email, true, Optional.empty(), true, 1);
        if (!entry.unit().users().insert(made)) {
            throw IdentityException.taken("a user with this e-mail address");
        }
        return made;
    }

    /** The provider of its domain proves the address. */
    private User proven(Entry entry, User user, OrganizationId organization) {
        if (user.emailProven()) {
            return user;
        }
        User changed = FirstProof.of(entry.unit(), user, now());
        entry.journal()
                .record(
                        organization,
                        operator,
                        Done.of(changed, "user.email_proven", user.id().value()));
        return changed;
    }

    private static boolean isMember(Entry entry, OrganizationId organization, UserId user) {
        return entry.unit()
                .memberships()
                .find(organization, user.value())
                .filter(Membership::enabled)
                .isPresent();
    }

    private static boolean hasNoIdentityHere(Entry entry, User user) {
        return entry.unit().identityLinks().ofUser(user.id()).stream()
                .noneMatch(link -> link.connection().equals(entry.who().connection()));
    }

    private void linkTo(Entry entry, User user, Optional<OrganizationId> organization, String action) {
        IdentityLink link =
                new IdentityLink(entry.who().connection(), entry.who().subject(), user.id(), now(), now());
        if (!entry.unit().identityLinks().insert(link)) {
            throw IdentityException.taken("a link of this user or account");
        }
        Map<String, AuditDetail> details =
                Map.of("connection", AuditDetail.id(entry.who().connection()));
        List<OrganizationId> chains = organization
                .map(List::of)
                .orElseGet(() -> entry.unit().memberships().ofUser(user.id()).stream()
                        .map(Membership::organization)
                        .toList());
        chains.forEach(id -> entry.journal()
                .record(id, operator, new Done<>(link, action, user.id().value(), details)));
    }

    /** Groups are an organization's own provider's to name; they are read anew each time. */
    private void applyGroups(Entry entry, Found found) {
        entry.connection()
                .organization()
                .ifPresent(id -> entry.unit()
                        .memberships()
                        .find(id, found.user().id().value())
                        .ifPresent(before -> {
                            Set<Role> mapped = RoleMappings.rolesOf(
                                    entry.unit(), id, entry.who().groups());
                            if (!mapped.equals(before.mappedRoles())) {
                                Done<Membership> done =
                                        Members.mapping(before, mapped).apply(entry.unit());
                                entry.journal().record(id, operator, done);
                            }
                        }));
    }

    private Instant now() {
        return context.clock().instant();
    }
}
