package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Keeps the connections, shared ones included. Thread-safe; each method is one atomic unit. */
public interface ConnectionStore {
    /**
     * The connection that a browser comes back by, whoever owns it. Only for the sign-in: everything else names the owner.
     *
     * @param id its id
     * @return it as last committed, or empty
     */
    Optional<StoredConnection> byId(String id);

    /**
     * One connection of an owner.
     *
     * @param owner the organization, or empty for the operator
     * @param id its id
     * @return it, or empty, also if it is another owner's
     */
    Optional<StoredConnection> find(Optional<OrganizationId> owner, String id);

    /**
     * An owner's connections in the order of their ids.
     *
     * @param owner the organization, or empty for the operator
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<StoredConnection> page(Optional<OrganizationId> owner, Optional<String> after, int limit);

    /**
     * Adds one of version 1.
     *
     * @param connection the new one
     * @return false, and nothing is changed, if its id is taken
     */
    boolean insert(StoredConnection connection);

    /**
     * Replaces the one that has the version before; the owner stays.
     *
     * @param connection the changed one, with its version one higher
     * @return false, and nothing is changed, if the stored one has another version or owner or is gone
     */
    boolean replace(StoredConnection connection);

    /**
     * Removes a connection.
     *
     * @param owner the organization, or empty for the operator
     * @param id its id
     * @return false if it was not there
     */
    boolean remove(Optional<OrganizationId> owner, String id);
}
