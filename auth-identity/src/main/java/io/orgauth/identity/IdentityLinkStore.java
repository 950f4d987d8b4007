package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the links to people at identity providers. Thread-safe; each method is one atomic unit. */
public interface IdentityLinkStore {
    /**
     * Whom this is a link to.
     *
     * @param connection the connection's id
     * @param subject who it is there
     * @return the link, or empty
     */
    Optional<IdentityLink> find(String connection, String subject);

    /**
     * A user's links.
     *
     * @param user whose
     * @return all, in the order of connection and subject
     */
    List<IdentityLink> ofUser(UserId user);

    /**
     * Adds a link.
     *
     * @param link the new one
     * @return false, and nothing is changed, if connection and subject are linked to anybody, or the user is linked to anybody else
     *     at this connection
     */
    boolean insert(IdentityLink link);

    /**
     * Notes a sign-in.
     *
     * @param link of whom
     * @param seen when
     * @return false if it is gone
     */
    boolean seen(IdentityLink link, Instant seen);

    /**
     * Removes a link.
     *
     * @param connection the connection's id
     * @param subject who it is there
     * @return false if it was not there
     */
    boolean remove(String connection, String subject);

    /**
     * Removes all links of a connection, when it is removed.
     *
     * @param connection the connection's id
     */
    void removeAll(String connection);
}
