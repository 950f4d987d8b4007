package io.orgauth.identity;

import java.time.Instant;
import java.util.Optional;

/** Keeps the invitations. A digest is there once: insert and replace return false for a second. */
public interface InvitationStore extends OwnedStore<Invitation> {
    /**
     * Takes the invitation with this secret out of the store; of several callers one gets it.
     *
     * @param digest of the secret in the link
     * @return the invitation, or empty if there is none or it was taken already
     */
    Optional<Invitation> consume(SecretDigest digest);

    /**
     * The invitation with this secret, left where it is.
     *
     * @param digest of the secret in the link
     * @return the invitation, or empty
     */
    Optional<Invitation> byDigest(SecretDigest digest);

    /**
     * Forgets those that ended before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
