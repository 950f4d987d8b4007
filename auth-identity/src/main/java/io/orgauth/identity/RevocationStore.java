package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.trust.Revocation;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what was taken back before it ran out, for those who would believe its signature. Thread-safe; each method is one atomic unit.
 */
public interface RevocationStore {
    /**
     * Keeps a revocation in place of an earlier one of the same thing, if there is one.
     *
     * @param organization whose tokens it is about
     * @param revocation what was revoked
     */
    void put(OrganizationId organization, Revocation revocation);

    /**
     * Whether something was revoked.
     *
     * @param organization whose tokens it is about
     * @param id a token's {@code jti}, the id of an authorization or of a session
     * @return true from the revocation on until it is forgotten
     */
    boolean contains(OrganizationId organization, String id);

    /**
     * What still matters, the latest first.
     *
     * @param organization whose tokens it is about
     * @param now what was over before it is left out
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<Revocation> of(OrganizationId organization, Instant now, int limit);

    /**
     * Forgets what was over before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
