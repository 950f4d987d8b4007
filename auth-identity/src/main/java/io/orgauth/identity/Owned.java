package io.orgauth.identity;

import io.orgauth.OrganizationId;

/**
 * Something that belongs to exactly one organization. Every read and write of it names the organization first, so that an
 * id from another organization finds nothing.
 */
public interface Owned {
    /**
     * The owner.
     *
     * @return the organization
     */
    OrganizationId organization();

    /**
     * What tells it from its organization's others of the same kind; never reused.
     *
     * @return the key
     */
    String key();

    /**
     * How often it was changed: 1 when it is new.
     *
     * @return the version
     */
    long version();
}
