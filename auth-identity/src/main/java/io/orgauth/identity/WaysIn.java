package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainSso.Mode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * The ways by which one user gets into one organization now, as its policy and the user's domain have it: the one place that says
 * so, for sign-ins and for rights. Valid within the unit that it was made in.
 */
public final class WaysIn {
    private final Stores unit;
    private final User user;
    private final OrganizationPolicy policy;
    private final Optional<DomainSso> required;

    private WaysIn(Stores unit, User user, OrganizationPolicy policy, Optional<DomainSso> required) {
        this.unit = unit;
        this.user = user;
        this.policy = policy;
        this.required = required;
    }

    /**
     * The ways of a user into an organization. Whether the user is a member is another question.
     *
     * @param unit the stores of a unit, or of now
     * @param user the user
     * @param organization the organization
     * @return the ways
     */
    public static WaysIn of(Stores unit, User user, OrganizationId organization) {
        Optional<DomainSso> required = DomainBindings.inForce(
                        unit, organization, user.email().domain())
                .filter(bound -> bound.mode() == Mode.REQUIRED);
        return new WaysIn(unit, user, OrganizationPolicy.of(unit, organization), required);
    }

    /**
     * What the organization demands.
     *
     * @return its policy
     */
    public OrganizationPolicy policy() {
        return policy;
    }

    /**
     * The only connection that the user may come by.
     *
     * @return what the user's domain requires; empty if it requires none
     */
    public Optional<DomainSso> required() {
        return required;
    }

    /**
     * Whether an own password is a way in.
     *
     * @return false if the organization accepts none, or the user's domain requires a connection
     */
    public boolean byPassword() {
        return policy.passwords() && required.isEmpty();
    }

    /**
     * Whether a shared connection is kept out because the organization requires another one of some of its people.
     *
     * @param connection the shared connection's id
     * @return true if it is no way in
     */
    public boolean excludesShared(String connection) {
        return DomainBindings.requiresOther(unit, policy.organization(), connection);
    }

    /**
     * Whether the user has a secret for the day when the identity provider is gone.
     *
     * @return true for an owner with one
     */
    public boolean byBreakGlass() {
        return unit.memberships()
                .find(policy.organization(), user.id().value())
                .filter(membership -> BreakGlassOwners.opens(unit, membership))
                .isPresent();
    }

    /**
     * Until when tokens and keys of the user are renewed. Who left the identity provider signs in there no more; this is what ends
     * their keys here.
     *
     * @return a bound for who has no way in but an identity provider; empty for anybody else
     */
    public Optional<Instant> renewableUntil() {
        if (byPassword() || byBreakGlass()) {
            return Optional.empty();
        }
        return Optional.of(lastSignIn().plus(policy.ssoMaxAge()));
    }

    /** The last sign-in that counts here; who was never asked for one counts from when it was demanded. */
    private Instant lastSignIn() {
        return unit.identityLinks().ofUser(user.id()).stream()
                .filter(link -> counts(link.connection()))
                .map(IdentityLink::seen)
                .max(Comparator.naturalOrder())
                .or(() -> required.map(DomainSso::since))
                .orElse(Instant.EPOCH);
    }

    private boolean counts(String connection) {
        if (required.isPresent()) {
            return required.get().connection().equals(connection);
        }
        return unit.connections()
                .byId(connection)
                .filter(stored -> stored.organization()
                        .map(policy.organization()::equals)
                        .orElseGet(() -> !excludesShared(connection)))
                .isPresent();
    }
}
