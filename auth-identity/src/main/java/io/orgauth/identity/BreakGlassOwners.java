package io.orgauth.identity;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.IdentityContext.Done;
import io.orgauth.identity.Mail.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The owners who get in when the identity provider is gone, each by a generated secret that no message can reset. Whenever one is
 * issued or used, every owner is told.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class BreakGlassOwners {
    /** How long somebody who broke the glass is let in. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** How many an organization may have: each is a key to everything. */
    public static final int MOST = 5;

    private final IdentityContext context;
    private final Actor actor;

    BreakGlassOwners(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Somebody who broke the glass.
     *
     * @param user the owner
     * @param organization the one organization that it opens
     * @param proof what to begin a session with
     */
    public record Opened(User user, OrganizationId organization, SignInProof proof) {}

    /**
     * Gives an owner a secret, in place of any before.
     *
     * @param organization the organization that it opens
     * @param user an enabled owner, by hand and not by a group
     * @return the secret, shown here only, to be kept where the identity provider is not needed
     * @throws io.orgauth.PermissionDeniedException with OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with NOT_FOUND if the user is no such owner, or INVALID if there are {@value #MOST} already
     */
    public IssuedSecret<BreakGlass> issue(OrganizationId organization, UserId user) {
        requireOwnerLevel(organization);
        String secret = context.ids().secret();
        BreakGlass issued = context.change(actor, organization, unit -> {
            requireOwner(unit, organization, user);
            BreakGlass glass = put(unit, organization, user, SecretDigest.of(secret));
            return Done.of(glass, "break_glass.issued", user.value());
        });
        tellOwners(organization, user, Purpose.BREAK_GLASS_ISSUED);
        return new IssuedSecret<>(issued, secret);
    }

    private static BreakGlass put(Stores unit, OrganizationId organization, UserId user, SecretDigest digest) {
        Optional<BreakGlass> before = unit.breakGlass().find(organization, user.value());
        if (before.isPresent()) {
            BreakGlass next =
                    new BreakGlass(organization, user, digest, before.get().version() + 1);
            Checked.replaced(unit.breakGlass().replace(next));
            return next;
        }
        if (unit.breakGlass().page(organization, Optional.empty(), MOST).size() == MOST) {
            throw IdentityException.invalid("at most " + MOST + " owners may break the glass, revoke one first");
        }
        BreakGlass first = new BreakGlass(organization, user, digest, 1);
        Checked.replaced(unit.breakGlass().insert(first));
        return first;
    }

    /**
     * Takes an owner's secret back. The last one stays as long as the organization demands an identity provider of anybody.
     *
     * @param organization the organization that it opens
     * @param user the owner
     * @throws IdentityException with NOT_FOUND or BREAK_GLASS_MISSING
     */
    public void revoke(OrganizationId organization, UserId user) {
        requireOwnerLevel(organization);
        context.change(actor, organization, unit -> {
            if (!unit.breakGlass().remove(organization, user.value())) {
                throw IdentityException.notFound("break-glass owner");
            }
            if (DomainBindings.demandsAny(unit, organization)) {
                requireOne(unit, organization);
            }
            return Done.of(true, "break_glass.revoked", user.value());
        });
    }

    /**
     * Who may break the glass.
     *
     * @param organization the organization
     * @return at most {@value #MOST}, in the order of their users
     */
    public List<BreakGlass> list(OrganizationId organization) {
        actor.require(organization, AdminPermissions.POLICY_READ);
        return context.stores().breakGlass().page(organization, Optional.empty(), MOST);
    }

    /**
     * Breaks the glass; for the sign-in page only. It is audited, and every owner is told.
     *
     * @param email as typed
     * @param secret as typed
     * @return who it is and what it opens, or empty if they do not fit
     */
    public Optional<Opened> open(String email, String secret) {
        actor.requireOperator("breaking the glass");
        SecretDigest digest = SecretDigest.of(secret);
        Optional<Opened> opened = person(email)
                .flatMap(user -> context.atomically((unit, journal) -> {
                    Optional<Opened> found = find(unit, user, digest);
                    found.ifPresent(glass -> journal.record(
                            glass.organization(),
                            actor,
                            Done.of(glass, "break_glass.used", user.id().value())));
                    return found;
                }));
        opened.ifPresent(glass -> tellOwners(glass.organization(), glass.user().id(), Purpose.BREAK_GLASS_USED));
        return opened;
    }

    private Optional<User> person(String email) {
        try {
            return context.stores().users().byEmail(EmailAddress.of(email)).filter(User::enabled);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Opened> find(Stores unit, User user, SecretDigest digest) {
        return unit.memberships().ofUser(user.id()).stream()
                .filter(membership -> opens(unit, membership))
                .filter(membership -> unit.breakGlass()
                        .find(membership.organization(), user.id().value())
                        .filter(glass -> glass.digest().matches(digest))
                        .isPresent())
                .findFirst()
                .map(membership -> new Opened(user, membership.organization(), proof()));
    }

    private SignInProof proof() {
        Instant now = context.clock().instant();
        Authentication authentication = new Authentication(Optional.of(now), Set.of("pwd"), Optional.empty());
        return new SignInProof(SignInMethod.BREAK_GLASS, now, authentication, Optional.empty());
    }

    /** Whether a secret of this member would open the organization now: no group makes such an owner. */
    static boolean opens(Stores unit, Membership membership) {
        return membership.enabled()
                && membership.manualRoles().contains(Role.OWNER)
                && unit.breakGlass()
                        .find(membership.organization(), membership.key())
                        .isPresent();
    }

    /** Somebody must get in when the identity provider is gone. */
    static void requireOne(Stores unit, OrganizationId organization) {
        boolean some = unit.memberships().enabledWith(organization, Role.OWNER).stream()
                .anyMatch(membership -> opens(unit, membership));
        if (!some) {
            throw new IdentityException(IdentityReason.BREAK_GLASS_MISSING, "give an owner a break-glass secret first");
        }
    }

    private static void requireOwner(Stores unit, OrganizationId organization, UserId user) {
        boolean owner = unit.memberships()
                .find(organization, user.value())
                .filter(Membership::enabled)
                .filter(membership -> membership.manualRoles().contains(Role.OWNER))
                .isPresent();
        if (!owner) {
            throw IdentityException.notFound("owner");
        }
    }

    private void tellOwners(OrganizationId organization, UserId about, Purpose purpose) {
        Stores now = context.stores();
        now.users()
                .find(about)
                .ifPresent(person -> now.memberships().enabledWith(organization, Role.OWNER).stream()
                        .flatMap(owner -> now.users().find(owner.user()).stream())
                        .forEach(owner -> context.deliver(Mail.notice(purpose, owner.email(), person.email()))));
    }

    private void requireOwnerLevel(OrganizationId organization) {
        actor.require(organization, AdminPermissions.POLICY_WRITE);
        actor.requireOwner();
        actor.requireRecentSignIn();
    }
}
