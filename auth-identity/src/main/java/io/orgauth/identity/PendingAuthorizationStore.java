package io.orgauth.identity;

import java.time.Instant;
import java.util.Optional;

/** Keeps the authorization requests that wait. Thread-safe; each method is one atomic unit. */
public interface PendingAuthorizationStore {
    /**
     * One request, however old.
     *
     * @param id its id
     * @return it as last committed, or empty
     */
    Optional<PendingAuthorization> find(String id);

    /**
     * Adds one.
     *
     * @param pending the new one
     * @return false, and nothing is changed, if its id is taken
     */
    boolean insert(PendingAuthorization pending);

    /**
     * Uses a request up: of several callers, one gets true.
     *
     * @param id its id
     * @return false if it is gone
     */
    boolean consume(String id);

    /**
     * Forgets those that expired before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
