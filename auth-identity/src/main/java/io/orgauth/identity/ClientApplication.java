package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A program that acts by itself, or for users who let it.
 *
 * @param id {@code app_} and random characters, never reused
 * @param owner the organization it belongs to, or empty if the operator made it for every organization
 * @param name for people
 * @param roles what it may do by itself in its organization
 * @param defaultResource what its tokens are for unless it asks for another resource; empty for the issuer
 * @param secrets the current one, and for at most 7 days the one before
 * @param metadata what it is registered for
 * @param enabled false refuses it at the next call
 * @param version how often it was changed, 1 when new
 */
public record ClientApplication(
        String id,
        Optional<OrganizationId> owner,
        String name,
        Set<Role> roles,
        Optional<URI> defaultResource,
        List<ClientSecret> secrets,
        ClientMetadata metadata,
        boolean enabled,
        long version) {
    /**
     * Copies the collections and checks the name.
     *
     * @param id as the record says
     * @param owner as the record says
     * @param name as the record says
     * @param roles as the record says
     * @param defaultResource as the record says
     * @param secrets as the record says
     * @param metadata as the record says
     * @param enabled as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if the name is not 1 to 200 visible characters, or there are more than two secrets
     */
    public ClientApplication {
        Names.display("client name", name);
        roles = Set.copyOf(roles);
        secrets = List.copyOf(secrets);
        if (secrets.size() > 2) {
            throw new IllegalArgumentException("a client has at most two secrets");
        }
    }

    /**
     * Whether this is one of its secrets now, compared in constant time.
     *
     * @param secret as presented
     * @param now the time
     * @return true if it is
     */
    public boolean hasSecret(String secret, Instant now) {
        SecretDigest presented = SecretDigest.of(secret);
        return secrets.stream()
                .filter(kept -> kept.validAt(now))
                .anyMatch(kept -> kept.digest().matches(presented));
    }

    ClientApplication withSecrets(List<ClientSecret> changed) {
        return new ClientApplication(id, owner, name, roles, defaultResource, changed, metadata, enabled, version + 1);
    }

    ClientApplication withName(String changed) {
        return new ClientApplication(
                id, owner, changed, roles, defaultResource, secrets, metadata, enabled, version + 1);
    }

    ClientApplication withRoles(Set<Role> changed) {
        return new ClientApplication(
                id, owner, name, changed, defaultResource, secrets, metadata, enabled, version + 1);
    }

    ClientApplication withDefaultResource(URI resource) {
        return new ClientApplication(
                id, owner, name, roles, Optional.of(resource), secrets, metadata, enabled, version + 1);
    }

    ClientApplication registered(ClientMetadata changed, List<ClientSecret> left) {
        return new ClientApplication(id, owner, name, roles, defaultResource, left, changed, enabled, version + 1);
    }

    ClientApplication enabled(boolean now) {
        return new ClientApplication(id, owner, name, roles, defaultResource, secrets, metadata, now, version + 1);
    }
}
