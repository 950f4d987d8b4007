package io.orgauth.identity;

import java.util.Optional;

/**
 * A new client application, with its secret if it proves to be itself by one: shown here and never again, as only its digest is
 * stored. It can't be printed or serialized by accident. Immutable.
 */
public final class RegisteredClient {
    private final ClientApplication client;
    private final Optional<String> secret;

    RegisteredClient(ClientApplication client, Optional<String> secret) {
        this.client = client;
        this.secret = secret;
    }

    /**
     * The client as it is stored.
     *
     * @return the client
     */
    public ClientApplication client() {
        return client;
    }

    /**
     * The secret itself. Never log or store it.
     *
     * @return the secret, or empty for a client that signs with keys of its own or can keep nothing
     */
    public Optional<String> secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "RegisteredClient[" + client.id() + ", redacted]";
    }
}
