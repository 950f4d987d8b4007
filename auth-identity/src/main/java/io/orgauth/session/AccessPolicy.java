package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.identity.BreakGlassOwners;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Organization;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.identity.WaysIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether what somebody proved lets them into an organization: asked at entry and change of organization, at codes, device approval,
 * password grant and refresh. A connection's proof counts for its own organization only; a password where the policy allows it.
 *
 * <p>Immutable and thread-safe.
 */
public final class AccessPolicy {
    /** How long somebody who broke the glass is let in. */
    public static final Duration BREAK_GLASS_LIFETIME = BreakGlassOwners.LIFETIME;

    private final Clock clock;

    /**
     * The policy.
     *
     * @param clock says what is too old
     */
    public AccessPolicy(Clock clock) {
        this.clock = clock;
    }

    /**
     * Refuses unless the proof lets the user in now.
     *
     * @param unit the stores of a unit, or of now
     * @param user the user
     * @param organization the organization to enter
     * @param proof what the user proved
     * @throws PermissionDeniedException with an {@link AccessPolicyReason}
     */
    public void require(Stores unit, User user, OrganizationId organization, SignInProof proof) {
        User now = unit.users()
                .find(user.id())
                .filter(User::enabled)
                .orElseThrow(() -> AccessPolicyReason.NO_ACCESS.refusal("the user is disabled or not there"));
        requireMember(unit, now, organization);
        WaysIn ways = WaysIn.of(unit, now, organization);
        switch (proof.method()) {
            case PASSWORD -> requirePassword(ways);
            case CONNECTION -> {
                requireConnection(unit, ways, organization, proof);
                requireLinked(unit, now, proof.external().orElseThrow());
            }
            case BREAK_GLASS -> requireBreakGlass(ways, proof);
        }
    }

    /**
     * Until when tokens and keys of the user are renewed in the organization without another sign-in.
     *
     * @param unit the stores of a unit, or of now
     * @param user the user
     * @param organization the organization
     * @return a bound for who has no way in but an identity provider; empty for anybody else
     */
    public Optional<Instant> renewableUntil(Stores unit, User user, OrganizationId organization) {
        return WaysIn.of(unit, user, organization).renewableUntil();
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
            throw AccessPolicyReason.NO_ACCESS.refusal("the user has no access to the organization");
        }
    }

    private static void requirePassword(WaysIn ways) {
        if (ways.required().isPresent()) {
            throw AccessPolicyReason.SSO_REQUIRED.refusal("the user's domain requires its identity provider");
        }
        if (!ways.byPassword()) {
            throw AccessPolicyReason.PASSWORD_NOT_ALLOWED.refusal("the organization accepts no passwords");
        }
    }

    private void requireConnection(Stores unit, WaysIn ways, OrganizationId organization, SignInProof proof) {
        ExternalAccount account = proof.external().orElseThrow();
        StoredConnection connection = unit.connections()
                .byId(account.connection())
                .filter(stored -> stored.admission().enabled())
                .orElseThrow(() -> AccessPolicyReason.CONNECTION_DISABLED.refusal("the connection is switched off"));
        if (connection
                .organization()
                .filter(owner -> !owner.equals(organization))
                .isPresent()) {
            throw AccessPolicyReason.PROOF_OF_OTHER_ORGANIZATION.refusal("the connection is another organization's");
        }
        requireRequired(ways, connection);
        ways.required().ifPresent(required -> requireRealm(required, account));
        requireNotTooOld(ways, proof);
    }

    /** A shared connection never leads around the one that an organization requires, not even people of other domains. */
    private static void requireRequired(WaysIn ways, StoredConnection connection) {
        boolean other = ways.required()
                .map(required -> !required.connection().equals(connection.id()))
                .orElseGet(() -> connection.organization().isEmpty() && ways.excludesShared(connection.id()));
        if (other) {
            throw AccessPolicyReason.SSO_REQUIRED.refusal("another identity provider is required");
        }
    }

    private static void requireRealm(DomainSso required, ExternalAccount account) {
        if (required.realm().isPresent() && !required.realm().equals(account.realm())) {
            throw AccessPolicyReason.PROOF_OF_OTHER_ORGANIZATION.refusal("the proof is of another realm");
        }
    }

    /** An account that was unlinked, or linked to somebody else, proves nothing any more. */
    private static void requireLinked(Stores unit, User user, ExternalAccount account) {
        boolean linked = unit.identityLinks()
                .find(account.connection(), account.subject())
                .filter(link -> link.user().equals(user.id()))
                .isPresent();
        if (!linked) {
            throw AccessPolicyReason.NO_ACCESS.refusal("the account at the identity provider is not the user's");
        }
    }

    private void requireNotTooOld(WaysIn ways, SignInProof proof) {
        if (isOver(proof, ways.policy().ssoMaxAge())) {
            throw AccessPolicyReason.SSO_TOO_OLD.refusal("the last sign-in by the identity provider is too long ago");
        }
    }

    private void requireBreakGlass(WaysIn ways, SignInProof proof) {
        if (isOver(proof, BREAK_GLASS_LIFETIME) || !ways.byBreakGlass()) {
            throw AccessPolicyReason.BREAK_GLASS_EXPIRED.refusal("the glass was broken too long ago, or not here");
        }
    }

    private boolean isOver(SignInProof proof, Duration lifetime) {
        return !clock.instant().isBefore(proof.time().plus(lifetime));
    }
}
