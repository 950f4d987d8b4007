package io.orgauth.identity;

import io.orgauth.Role;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What a new client application is to be.
 *
 * @param name for people
 * @param roles what it may do by itself; empty if it acts for users only
 * @param defaultResource the URI of one of the organization's data planes, which its tokens are for unless it asks for another; empty
 *     for the issuer
 * @param metadata what it is registered for
 */
public record ClientRegistration(String name, Set<Role> roles, Optional<URI> defaultResource, ClientMetadata metadata) {
    /**
     * Copies the roles.
     *
     * @param name as the record says
     * @param roles as the record says
     * @param defaultResource as the record says
     * @param metadata as the record says
     */
    public ClientRegistration {
        roles = Set.copyOf(roles);
    }
}
