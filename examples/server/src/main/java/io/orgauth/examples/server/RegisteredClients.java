package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The clients that may ask for tokens. Immutable. */
final class RegisteredClients {
    private final Map<String, RegisteredClient> clients = new HashMap<>();
    private final RegisteredClient nobody = new RegisteredClient(
            "app_nobody",
            OrganizationId.of("org_nobody"),
            Role.of("nobody"),
            new RandomText(new SecureRandom()).secret());

    RegisteredClients(Collection<RegisteredClient> registered) {
        for (RegisteredClient client : registered) {
            if (clients.put(client.id(), client) != null) {
                throw new StartException("client " + client.id() + " is registered twice, rename one");
            }
        }
    }

    /** An unknown id takes as long as a wrong secret. */
    Optional<RegisteredClient> authenticated(String id, String secret) {
        RegisteredClient client = clients.getOrDefault(id, nobody);
        return client.hasSecret(secret) && client != nobody ? Optional.of(client) : Optional.empty();
    }
}
