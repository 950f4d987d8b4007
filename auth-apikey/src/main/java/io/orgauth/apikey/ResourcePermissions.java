package io.orgauth.apikey;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import java.util.Optional;
import java.util.Set;

/** Which permissions mean something at a resource. Implementations must be thread-safe. */
@FunctionalInterface
public interface ResourcePermissions {
    /**
     * The permissions that a key may have at a resource.
     *
     * @param organization whose key it is
     * @param resource the resource's URI
     * @return the permissions, or empty if the organization has no such resource
     */
    Optional<Set<Permission>> at(OrganizationId organization, String resource);
}
