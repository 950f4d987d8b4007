package io.orgauth.apikey;

import io.orgauth.OrganizationId;

/** How long the keys of each organization live. Implementations must be thread-safe. */
@FunctionalInterface
public interface ApiKeyPolicies {
    /**
     * The policy of an organization, asked whenever one of its keys is issued or rotated.
     *
     * @param organization the organization
     * @return its policy
     */
    ApiKeyPolicy of(OrganizationId organization);
}
