package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * For how long a session lasts.
 *
 * @param idle unused
 * @param lifetime in any case
 */
record SessionLimits(Duration idle, Duration lifetime) {
    /** As the organization says now; as usual for a session that has entered none. */
    static SessionLimits of(Stores unit, Optional<OrganizationId> organization) {
        return organization
                .flatMap(id -> unit.policies().find(id, OrganizationPolicy.KEY))
                .map(policy -> new SessionLimits(policy.sessionIdle(), policy.sessionLifetime()))
                .orElse(new SessionLimits(OrganizationPolicy.STANDARD_IDLE, OrganizationPolicy.STANDARD_LIFETIME));
    }

    /** Who broke the glass has an hour, whatever the organization says. */
    SessionLimits by(SignInProof proof) {
        boolean glass =
                proof.method() == SignInMethod.BREAK_GLASS && lifetime.compareTo(AccessPolicy.BREAK_GLASS_LIFETIME) > 0;
        return glass ? new SessionLimits(idle, AccessPolicy.BREAK_GLASS_LIFETIME) : this;
    }

    /** The times of a session that began then and is used now. It never ends later than what is not used any more. */
    Session.Times times(Instant created, Instant now) {
        Instant end = created.plus(lifetime);
        return new Session.Times(created, now, idleEnd(created, now), end);
    }

    /** Not after the end, be it one that came nearer since the session began. */
    Instant idleEnd(Instant created, Instant now) {
        Instant unused = now.plus(idle);
        Instant end = created.plus(lifetime);
        return unused.isBefore(end) ? unused : end;
    }
}
