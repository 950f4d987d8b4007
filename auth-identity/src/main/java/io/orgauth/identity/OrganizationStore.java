package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Keeps the organizations. Thread-safe; each method is one atomic unit. */
public interface OrganizationStore {
    /**
     * One organization.
     *
     * @param id its id
     * @return it as last committed, or empty
     */
    Optional<Organization> find(OrganizationId id);

    /**
     * The organization with this slug.
     *
     * @param slug the slug
     * @return at most one
     */
    Optional<Organization> bySlug(String slug);

    /**
     * Organizations in the order of their ids.
     *
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<Organization> page(Optional<String> after, int limit);

    /**
     * Adds one of version 1.
     *
     * @param organization the new one
     * @return false, and nothing is changed, if its id or slug is taken
     */
    boolean insert(Organization organization);

    /**
     * Replaces the one that has the version before.
     *
     * @param organization the changed one, with its version one higher
     * @return false, and nothing is changed, if the stored one has another version or is gone, or the slug is taken
     */
    boolean replace(Organization organization);
}
