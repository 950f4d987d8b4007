package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the sessions. Thread-safe; each method is one atomic unit. What is too old is its users' business, not its own. */
public interface SessionStore {
    /**
     * The session of a cookie.
     *
     * @param digest of the cookie's secret
     * @return it as last committed, or empty
     */
    Optional<Session> byDigest(SecretDigest digest);

    /**
     * One of a user's sessions.
     *
     * @param user whose it is
     * @param id its id
     * @return it, or empty, also if it is somebody else's
     */
    Optional<Session> find(UserId user, String id);

    /**
     * One of an organization's sessions.
     *
     * @param organization the active one
     * @param id its id
     * @return it, or empty, also if another organization is active in it
     */
    Optional<Session> find(OrganizationId organization, String id);

    /**
     * A user's sessions in the order of their ids.
     *
     * @param user whose
     * @return all
     */
    List<Session> ofUser(UserId user);

    /**
     * Sessions whose active organization this is, in the order of their ids.
     *
     * @param organization the organization
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<Session> ofOrganization(OrganizationId organization, Optional<String> after, int limit);

    /**
     * Sessions in which somebody at an identity provider proved who they are.
     *
     * @param connection the connection's id
     * @param subject who it is there
     * @return all
     */
    List<Session> ofAccount(String connection, String subject);

    /**
     * Adds one of version 1.
     *
     * @param session the new one
     * @return false, and nothing is changed, if id or digest is taken
     */
    boolean insert(Session session);

    /**
     * Puts a session in the place of one that has the version before, under a new id and digest: of several callers, one does.
     *
     * @param id the id of before
     * @param changed the session of now, with its version one higher
     * @return false, and nothing is changed, if it was changed meanwhile or is gone, or the new id or digest is another's
     */
    boolean replace(String id, Session changed);

    /**
     * Notes that a session was used. No change that anybody has to know of, so the version stays.
     *
     * @param id its id
     * @param seen when
     * @param idleEnd when it ends if it is not used again
     */
    void seen(String id, Instant seen, Instant idleEnd);

    /**
     * Ends a session.
     *
     * @param user whose it is
     * @param id its id
     * @return false if it was not there
     */
    boolean remove(UserId user, String id);

    /**
     * Forgets sessions that ended before a time in either way, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
