package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A browser in which somebody is signed in. The cookie holds a secret of which only the digest is here; the id says nothing and may
 * be shown.
 *
 * @param id {@code ses_} and 128 random bits; another one after each sign-in and change of organization
 * @param digest of the cookie's secret
 * @param user who is signed in
 * @param organization the active one; empty until one is entered, and then the session has no rights
 * @param proofs how the user proved to be it, at least once; the last one is what the session was entered by
 * @param times when it began, was last used, and ends
 * @param device what the browser says it is, shortened, for the user's own list; may be empty
 * @param version how often it was changed, 1 when new
 */
public record Session(
        String id,
        SecretDigest digest,
        UserId user,
        Optional<OrganizationId> organization,
        List<SignInProof> proofs,
        Times times,
        String device,
        long version) {
    /**
     * When a session began, was last used, and ends.
     *
     * @param created when it began
     * @param seen when it was last used, to the minute
     * @param idleEnd when it ends if it is not used; moves on with each use
     * @param end when it ends in any case
     */
    public record Times(Instant created, Instant seen, Instant idleEnd, Instant end) {
        /**
         * Whether it has ended.
         *
         * @param now the time
         * @return true from either end on
         */
        public boolean isOver(Instant now) {
            return !now.isBefore(over());
        }

        /**
         * When it ends if it is not used again.
         *
         * @return the earlier of the two ends
         */
        public Instant over() {
            return idleEnd.isBefore(end) ? idleEnd : end;
        }
    }

    /**
     * Copies and checks the proofs.
     *
     * @param id as the record says
     * @param digest as the record says
     * @param user as the record says
     * @param organization as the record says
     * @param proofs as the record says
     * @param times as the record says
     * @param device as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if nobody proved anything
     */
    public Session {
        proofs = List.copyOf(proofs);
        if (proofs.isEmpty()) {
            throw new IllegalArgumentException("a session begins with a proof");
        }
    }

    Session seen(Instant seen, Instant idleEnd) {
        Times used = new Times(times.created(), seen, idleEnd, times.end());
        return new Session(id, digest, user, organization, proofs, used, device, version);
    }

    /**
     * The proof that the session was entered by.
     *
     * @return the last one
     */
    public SignInProof enteredBy() {
        return proofs.get(proofs.size() - 1);
    }

    /**
     * The session without the proofs that were taken back. It leaves the organization if one of them had opened it.
     *
     * @param left what still counts, not empty
     * @return the changed session
     */
    public Session standingOn(List<SignInProof> left) {
        boolean stays = left.get(left.size() - 1).equals(enteredBy());
        Optional<OrganizationId> still = stays ? organization : Optional.empty();
        return new Session(id, digest, user, still, left, times, device, version + 1);
    }
}
