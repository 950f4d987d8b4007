package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Keeps the client applications, product-wide ones included. Thread-safe; each method is one atomic unit. */
public interface ClientStore {
    /**
     * The client that presents this id, whoever owns it. Only for authenticating it: everything else names the owner.
     *
     * @param id the client id
     * @return it as last committed, or empty
     */
    Optional<ClientApplication> byId(String id);

    /**
     * One client of an owner.
     *
     * @param owner the organization, or empty for the operator
     * @param id the client id
     * @return it, or empty, also if it is another owner's
     */
    Optional<ClientApplication> find(Optional<OrganizationId> owner, String id);

    /**
     * An owner's clients in the order of their ids.
     *
     * @param owner the organization, or empty for the operator
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<ClientApplication> page(Optional<OrganizationId> owner, Optional<String> after, int limit);

    /**
     * Adds one of version 1.
     *
     * @param client the new one
     * @return false, and nothing is changed, if its id is taken
     */
    boolean insert(ClientApplication client);

    /**
     * Replaces the one that has the version before.
     *
     * @param client the changed one, with its version one higher
     * @return false, and nothing is changed, if the stored one has another version or is gone
     */
    boolean replace(ClientApplication client);
}
