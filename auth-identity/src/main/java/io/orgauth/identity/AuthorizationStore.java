package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what people let clients do. Thread-safe; each method is one atomic unit. Which of them still count is not its business. */
public interface AuthorizationStore {
    /**
     * One authorization.
     *
     * @param id its id
     * @return it as last committed, or empty
     */
    Optional<Authorization> find(String id);

    /**
     * A user's authorizations in the order of their ids.
     *
     * @param user whose
     * @return all
     */
    List<Authorization> ofUser(UserId user);

    /**
     * Adds one of number 0.
     *
     * @param authorization the new one
     * @return false, and nothing is changed, if its id is taken
     */
    boolean insert(Authorization authorization);

    /**
     * Takes a token for the next one: of several callers with the same token, one does. It stays with the session that it has by
     * then.
     *
     * @param authorization the changed one, with its number one higher
     * @return false, and nothing is changed, if the stored one has another number or is gone
     */
    boolean replace(Authorization authorization);

    /**
     * Ends one.
     *
     * @param id its id
     * @return false if it was not there
     */
    boolean remove(String id);

    /**
     * Ends all that a session began, those that would go on without it too.
     *
     * @param session the session's id
     * @return how many
     */
    int removeOfSession(String session);

    /**
     * Lets what a session began end with the one that took its place.
     *
     * @param before the session's id of before
     * @param after its id of now
     */
    void moveSession(String before, String after);

    /**
     * Ends all of a user's.
     *
     * @param user whose
     * @return how many
     */
    int removeOfUser(UserId user);

    /**
     * Forgets those that ended before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
