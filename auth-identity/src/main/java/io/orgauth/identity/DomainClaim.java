package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * An e-mail domain that an organization claims or has proven. A pending claim blocks nobody; at most one organization has a
 * proven one.
 *
 * @param organization who claims it
 * @param name lower-case host name, matched exactly: subdomains are other domains
 * @param challenge what the organization publishes in DNS to prove it
 * @param state how far it has come
 * @param checked when its state was last decided, empty if it was only claimed
 * @param version how often it was changed, 1 when new
 */
public record DomainClaim(
        OrganizationId organization,
        String name,
        String challenge,
        State state,
        Optional<Instant> checked,
        long version)
        implements Owned {
    /** How far a claim has come. */
    public enum State {
        /** Claimed only. */
        PENDING,
        /** Proven by DNS, rechecked from time to time. */
        VERIFIED,
        /** The operator vouches for it. */
        VERIFIED_BY_OPERATOR,
        /** Was proven and no longer is. */
        LOST
    }

    /**
     * Folds and checks the name.
     *
     * @param organization as the record says
     * @param name as the record says
     * @param challenge as the record says
     * @param state as the record says
     * @param checked as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if it is no host name
     */
    public DomainClaim {
        name = EmailAddress.domain(name);
    }

    @Override
    public String key() {
        return name;
    }

    /**
     * Whether e-mail addresses of this domain route to the organization.
     *
     * @return true if proven in either way
     */
    public boolean isVerified() {
        return state == State.VERIFIED || state == State.VERIFIED_BY_OPERATOR;
    }

    DomainClaim with(State changed, Instant at) {
        return new DomainClaim(organization, name, challenge, changed, Optional.of(at), version + 1);
    }
}
