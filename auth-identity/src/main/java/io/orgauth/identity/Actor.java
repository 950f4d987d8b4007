package io.orgauth.identity;

import io.orgauth.AccessReason;
import io.orgauth.CredentialId;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.Reason;
import io.orgauth.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who acts on the identity service, and the rule that nobody grants more than they hold. Immutable and thread-safe.
 *
 * <p>The operator is the product's own code: it holds everything. Anybody else is a principal, and acts only in the
 * organization of its credential.
 */
public final class Actor {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Optional<Principal> principal;
    private final IdentityContext context;

    private Actor(Optional<Principal> principal, IdentityContext context) {
        this.principal = principal;
        this.context = context;
    }

    static Actor operator(IdentityContext context) {
        return new Actor(Optional.empty(), context);
    }

    static Actor of(Principal principal, IdentityContext context) {
        return new Actor(Optional.of(principal), context);
    }

    /**
     * The acting principal.
     *
     * @return it, or empty for the operator
     */
    public Optional<Principal> principal() {
        return principal;
    }

    /** Only the operator may: what concerns persons and the product as a whole. */
    void requireOperator(String what) {
        if (principal.isPresent()) {
            throw denied(AccessReason.PERMISSION_MISSING, what + " is the operator's");
        }
    }

    /**
     * The permission, in the organization. Another organization's ids look like ids that do not exist.
     *
     * @throws IdentityException with NOT_FOUND
     * @throws PermissionDeniedException with PERMISSION_MISSING or RIGHTS_CHANGED
     */
    void require(OrganizationId organization, Permission permission) {
        if (principal.isEmpty()) {
            return;
        }
        if (!principal.get().organization().equals(organization)) {
            throw IdentityException.notFound("organization");
        }
        principal.get().require(permission);
        requireStillHeld(context.stores());
    }

    /**
     * A token outlives what it says by minutes, and changes of rights must not wait for it: whoever was disabled, removed or
     * has lost a role acts no more. A subject of another issuer is nobody here, whatever its id.
     */
    void requireStillHeld(Stores unit) {
        if (principal.isPresent() && !heldNow(principal.get(), unit)) {
            throw denied(
                    IdentityReason.RIGHTS_CHANGED,
                    "the acting credential says more than its subject may do now, get a new one");
        }
    }

    private boolean heldNow(Principal acting, Stores unit) {
        return new IdentityGrants(context, unit)
                .current(acting.subject(), acting.organization())
                .filter(now -> now.permissions().containsAll(acting.permissions()))
                .filter(now -> now.roles().containsAll(acting.roles()))
                .isPresent();
    }

    /**
     * Whoever gives or takes these roles, with all that they grant, is at least as powerful: holds it all, and for owners and
     * what can make one is an owner who signed in just now.
     */
    void requireAtLeast(Set<Role> roles, Set<Permission> granted) {
        if (AdminPermissions.needOwner(roles, granted)) {
            requireOwner();
            requireRecentSignIn();
        }
        requireHolds(granted);
    }

    /** Whoever gives these permissions must hold them all by the acting credential. */
    void requireHolds(Set<Permission> permissions) {
        boolean holds = principal
                .map(p -> p.permissions().containsAll(AdminPermissions.withoutPersonal(permissions)))
                .orElse(true);
        if (!holds) {
            throw denied(IdentityReason.EXCEEDS_OWN_RIGHTS, "it would give more than the acting credential holds");
        }
    }

    /** Only owners touch owners. A narrowed credential has no roles, so it never acts as an owner. */
    void requireOwner() {
        boolean owner = principal.map(p -> p.roles().contains(Role.OWNER)).orElse(true);
        if (!owner) {
            throw denied(IdentityReason.OWNERS_ONLY, "only an owner may do this");
        }
    }

    /**
     * Minting credentials and owner-level changes need a person who signed in just now, or a client that was allowed to mint. An
     * API key proves neither.
     */
    void requireRecentSignIn() {
        if (principal.isPresent() && !maySignFor(principal.get())) {
            throw denied(
                    IdentityReason.RECENT_SIGN_IN_REQUIRED,
                    "a sign-in at most " + RECENT.toMinutes() + " minutes old is required");
        }
    }

    private boolean maySignFor(Principal acting) {
        if (acting.credential().kind() == CredentialId.Kind.API_KEY) {
            return false;
        }
        if (acting.subject().id().startsWith(ClientApplications.ID_PREFIX)) {
            return acting.has(AdminPermissions.CREDENTIALS_MINT);
        }
        Instant oldest = context.clock().instant().minus(RECENT);
        return acting.authentication()
                .time()
                .filter(time -> !time.isBefore(oldest))
                .isPresent();
    }

    private static PermissionDeniedException denied(Reason reason, String message) {
        return new PermissionDeniedException(reason, message);
    }
}
