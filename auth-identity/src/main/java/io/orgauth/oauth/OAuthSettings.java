package io.orgauth.oauth;

import io.orgauth.identity.ClientApplication;
import java.time.Duration;
import java.util.Map;

/**
 * What the operator says about tokens and clients. Immutable.
 *
 * @param tokenLifetime of access and ID tokens
 * @param authorizationLifetime how long what somebody let a client do lasts in any case, however often it is refreshed
 * @param clients those of the configuration, by their ids
 * @param claims the product's own claims
 */
public record OAuthSettings(
        Duration tokenLifetime,
        Duration authorizationLifetime,
        Map<String, ClientApplication> clients,
        CustomClaims claims) {
    /**
     * Copies the clients.
     *
     * @param tokenLifetime as the record says
     * @param authorizationLifetime as the record says
     * @param clients as the record says
     * @param claims as the record says
     */
    public OAuthSettings {
        clients = Map.copyOf(clients);
    }
}
