package io.orgauth;

import java.util.Optional;

/**
 * What someone may do now: asked at every issue and refresh of a token and at every use of an API key.
 *
 * <p>The identity service implements it; a product with its own users implements it over its own tables. Implementations
 * must be thread-safe and must answer from the present state, not from a copy that outlives a change.
 */
@FunctionalInterface
public interface Grants {
    /**
     * The rights of now.
     *
     * @param subject who
     * @param organization where
     * @return the grant, or empty if the subject, its membership or the organization does not exist or is disabled
     * @throws AuthUnavailableException if the answer can't be found out now
     */
    Optional<Grant> current(Subject subject, OrganizationId organization);
}
