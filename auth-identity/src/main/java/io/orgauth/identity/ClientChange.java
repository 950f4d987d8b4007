package io.orgauth.identity;

import io.orgauth.Role;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What to change of a client application; what is empty stays.
 *
 * @param name the new name
 * @param roles the new roles
 * @param enabled the new state
 * @param defaultResource the URI of one of the organization's data planes
 * @param metadata makes the new metadata of what it is then, which may be later than what the caller saw
 */
public record ClientChange(
        Optional<String> name,
        Optional<Set<Role>> roles,
        Optional<Boolean> enabled,
        Optional<URI> defaultResource,
        Optional<UnaryOperator<ClientMetadata>> metadata) {
    /** Whether somebody could get in by it who could not before. */
    boolean mints() {
        return roles.isPresent() || metadata.isPresent() || enabled.orElse(false);
    }
}
