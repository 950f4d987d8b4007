package io.orgauth.identity;

import java.time.Instant;
import java.util.Optional;

/** Keeps the sign-ins that have begun. Thread-safe; each method is one atomic unit. */
public interface PendingSignInStore {
    /**
     * One sign-in, however old.
     *
     * @param id its id
     * @return it as last committed, or empty
     */
    Optional<PendingSignIn> find(String id);

    /**
     * Adds one of version 1.
     *
     * @param pending the new one
     * @return false, and nothing is changed, if its id is taken
     */
    boolean insert(PendingSignIn pending);

    /**
     * Takes a step: of several callers that saw the same step, one does.
     *
     * @param pending the changed one, with its version one higher
     * @return false, and nothing is changed, if it has taken another step or is gone
     */
    boolean replace(PendingSignIn pending);

    /**
     * Uses a sign-in up: of several callers, one gets true.
     *
     * @param pending as it was found; its version must still be the stored one
     * @return false if it has taken another step or is gone
     */
    boolean consume(PendingSignIn pending);

    /**
     * Forgets those that expired before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
