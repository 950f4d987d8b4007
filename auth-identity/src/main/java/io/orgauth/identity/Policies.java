package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.IdentityContext.Done;
import java.time.Instant;
import java.util.Map;

/**
 * What organizations demand of sign-ins and sessions. Owners only, as it decides who gets in and how.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class Policies {
    private final IdentityContext context;
    private final Actor actor;

    Policies(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * What counts now.
     *
     * @param organization whose
     * @return its policy, or the standard one, of version 0
     */
    public OrganizationPolicy get(OrganizationId organization) {
        actor.require(organization, AdminPermissions.POLICY_READ);
        return OrganizationPolicy.of(context.stores(), organization);
    }

    /**
     * Changes the policy. To accept no passwords any more ends the organization's sessions in which nothing else was proven, and stops
     * tokens and keys of whoever has no identity provider's account linked: there must be an owner with a break-glass secret.
     *
     * @param policy the changed policy, with the version that was read
     * @return what counts now, with the next version
     * @throws io.orgauth.PermissionDeniedException with OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with CHANGED_MEANWHILE if it is not the version of now, or BREAK_GLASS_MISSING
     */
    public OrganizationPolicy set(OrganizationPolicy policy) {
        OrganizationId organization = policy.organization();
        requireOwnerLevel(organization);
        return context.change(actor, organization, unit -> {
            OrganizationPolicy before = OrganizationPolicy.of(unit, organization);
            OrganizationPolicy next = policy.next();
            boolean first = policy.version() == 0;
            Checked.replaced(
                    first ? unit.policies().insert(next) : unit.policies().replace(next));
            int ended = before.passwords() && !next.passwords()
                    ? passwordsEnd(unit, organization, context.clock().instant())
                    : 0;
            return new Done<>(next, "policy.changed", organization.value(), details(next, ended));
        });
    }

    private static int passwordsEnd(Stores unit, OrganizationId organization, Instant now) {
        BreakGlassOwners.requireOne(unit, organization);
        return EndedSessions.byPasswordOnly(unit, organization, now);
    }

    private static Map<String, AuditDetail> details(OrganizationPolicy policy, int ended) {
        return Map.of(
                "passwords", AuditDetail.of(policy.passwords()),
                "session_idle", AuditDetail.of(policy.sessionIdle()),
                "session_lifetime", AuditDetail.of(policy.sessionLifetime()),
                "sso_max_age", AuditDetail.of(policy.ssoMaxAge()),
                "sessions_ended", AuditDetail.of(ended));
    }

    private void requireOwnerLevel(OrganizationId organization) {
        actor.require(organization, AdminPermissions.POLICY_WRITE);
        actor.requireOwner();
        actor.requireRecentSignIn();
    }
}
