package io.orgauth.oauth;

import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.ClientSecret;
import io.orgauth.identity.SecretDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Client applications of the configuration, which belong to the product as a whole and have no rights of their own. */
public final class ConfiguredClients {
    private static final int SHORTEST_SECRET = 20;
    private static final int HINT = 4;

    private ConfiguredClients() {}

    /**
     * One without a secret.
     *
     * @param id its id
     * @param name for people
     * @param metadata what it is registered for
     * @return the client
     * @throws IllegalArgumentException if the id or the name can't be
     */
    public static ClientApplication of(String id, String name, ClientMetadata metadata) {
        return of(id, name, metadata, List.of());
    }

    /**
     * One with a secret.
     *
     * @param id its id
     * @param name for people
     * @param metadata what it is registered for
     * @param secret at least 20 characters
     * @return the client
     * @throws IllegalArgumentException if the id or the name can't be, or the secret is too short, or is none that it proves itself by
     */
    public static ClientApplication of(String id, String name, ClientMetadata metadata, String secret) {
        if (metadata.authentication() != ClientMetadata.Authentication.CLIENT_SECRET) {
            throw new IllegalArgumentException("client " + id + " proves itself without a secret, leave it out");
        }
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "the secret of client " + id + " must have at least " + SHORTEST_SECRET + " random characters");
        }
        String hint = secret.substring(secret.length() - HINT);
        return of(
                id,
                name,
                metadata,
                List.of(new ClientSecret(SecretDigest.of(secret), hint, Instant.EPOCH, Optional.empty())));
    }

    private static ClientApplication of(String id, String name, ClientMetadata metadata, List<ClientSecret> secrets) {
        if (!id.matches("[!-~]{1,255}") || id.startsWith("usr_") || id.startsWith("org_")) {
            throw new IllegalArgumentException(
                    "client id must be 1 to 255 visible ASCII characters and not begin with usr_ or org_");
        }
        return new ClientApplication(
                id, Optional.empty(), name, Set.of(), Optional.empty(), secrets, metadata, true, 1);
    }
}
