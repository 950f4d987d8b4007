package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.identity.DomainClaim;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Organization;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether somebody who proved who they are may enter an organization by that proof. Asked wherever somebody enters: at sign-in, when
 * switching, for codes and devices, by the password grant and at each refresh, always of the state of now.
 *
 * <p>Immutable and thread-safe.
 */
public final class AccessPolicy {
    /** How long a session lasts that began by breaking the glass. */
    public static final Duration BREAK_GLASS_LIFETIME = Duration.ofHours(1);

    private final Clock clock;

    /**
     * The policy.
     *
     * @param clock for ages
     */
    public AccessPolicy(Clock clock) {
        this.clock = clock;
    }

    /**
     * Refuses whoever may not enter.
     *
     * @param unit what is stored now
     * @param user who
     * @param organization which organization
     * @param proof how the user proved to be it
     * @throws PermissionDeniedException with an {@link AccessPolicyReason}
     */
    public void require(Stores unit, User user, OrganizationId organization, SignInProof proof) {
        User now = unit.users()
                .find(user.id())
                .filter(User::enabled)
                .orElseThrow(() -> denied(AccessPolicyReason.NO_ACCESS));
        requireMember(unit, now, organization);
        OrganizationPolicy policy = unit.policies()
                .find(organization, OrganizationPolicy.KEY)
                .orElseGet(() -> OrganizationPolicy.standard(organization));
        switch (proof.method()) {
            case PASSWORD -> requirePassword(unit, now, policy);
            case CONNECTION -> requireConnection(unit, now, policy, proof);
            case BREAK_GLASS -> requireBreakGlass(unit, now, organization, proof);
        }
    }

    private static void requireMember(Stores unit, User user, OrganizationId organization) {
        boolean member = unit.organizations()
                        .find(organization)
                        .filter(Organization::enabled)
                        .isPresent()
                && unit.memberships()
                        .find(organization, user.id().value())
                        .filter(Membership::enabled)
                        .isPresent();
        if (!member) {
            throw denied(AccessPolicyReason.NO_ACCESS);
        }
    }

    private static void requirePassword(Stores unit, User user, OrganizationPolicy policy) {
        if (!policy.passwords()) {
            throw denied(AccessPolicyReason.PASSWORD_NOT_ALLOWED);
        }
        if (required(unit, user, policy.organization()).isPresent()) {
            throw denied(AccessPolicyReason.SSO_REQUIRED);
        }
    }

    /** A connection counts for its own organization; a shared one nowhere that another connection is required. */
    private void requireConnection(Stores unit, User user, OrganizationPolicy policy, SignInProof proof) {
        ExternalAccount account = proof.external().orElseThrow();
        StoredConnection connection = unit.connections()
                .byId(account.connection())
                .filter(stored -> stored.admission().enabled())
                .orElseThrow(() -> denied(AccessPolicyReason.CONNECTION_DISABLED));
        if (connection
                .organization()
                .filter(owner -> !owner.equals(policy.organization()))
                .isPresent()) {
            throw denied(AccessPolicyReason.PROOF_OF_OTHER_ORGANIZATION);
        }
        Optional<DomainSso> other = required(unit, user, policy.organization())
                .filter(sso -> !sso.connection().equals(connection.id()));
        if (other.isPresent() && connection.organization().isEmpty()) {
            throw denied(AccessPolicyReason.SSO_REQUIRED);
        }
        boolean linked = unit.identityLinks()
                .find(account.connection(), account.subject())
                .filter(link -> link.user().equals(user.id()))
                .isPresent();
        if (!linked) {
            throw denied(AccessPolicyReason.NO_ACCESS);
        }
        if (isOlder(proof.time(), policy.ssoMaxAge())) {
            throw denied(AccessPolicyReason.SSO_TOO_OLD);
        }
    }

    private void requireBreakGlass(Stores unit, User user, OrganizationId organization, SignInProof proof) {
        boolean may = unit.breakGlass().find(organization, user.id().value()).isPresent();
        if (!may || isOlder(proof.time(), BREAK_GLASS_LIFETIME)) {
            throw denied(AccessPolicyReason.BREAK_GLASS_EXPIRED);
        }
    }

    /** What the person's domain demands there, while the claim of the domain is verified. */
    private static Optional<DomainSso> required(Stores unit, User user, OrganizationId organization) {
        String domain = user.email().domain();
        return unit.domains()
                .find(organization, domain)
                .filter(DomainClaim::isVerified)
                .flatMap(claim -> unit.domainSso().find(organization, domain))
                .filter(sso -> sso.mode() == DomainSso.Mode.REQUIRED);
    }

    private boolean isOlder(Instant time, Duration age) {
        return clock.instant().isAfter(time.plus(age));
    }

    private static PermissionDeniedException denied(AccessPolicyReason reason) {
        return new PermissionDeniedException(reason, "the proof does not open the organization");
    }
}
