package io.orgauth.oauth;

import io.orgauth.SealingKey;
import io.orgauth.identity.AccessModel;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Stores;
import io.orgauth.session.AccessPolicy;
import io.orgauth.session.Sessions;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import java.time.Clock;
import java.util.Optional;

/**
 * What the endpoints share.
 *
 * @param issuer the exact issuer
 * @param identity who and what there is
 * @param model the product's permissions and roles
 * @param stores what is remembered
 * @param sessions in which people are signed in
 * @param signingKeys whose public halves are published
 * @param tokens signs access and ID tokens
 * @param sealing seals what refresh tokens are derived from
 * @param settings what the operator says
 * @param clock for dates
 */
public record OAuthContext(
        String issuer,
        IdentityService identity,
        AccessModel model,
        Stores stores,
        Sessions sessions,
        SigningKeys signingKeys,
        TokenIssuer tokens,
        SealingKey sealing,
        OAuthSettings settings,
        Clock clock) {
    /** The client that may be used now, configured or registered. */
    Optional<ClientApplication> client(String id) {
        return client(stores, id);
    }

    /** The same as a unit sees it. */
    Optional<ClientApplication> client(Stores unit, String id) {
        return Optional.ofNullable(settings.clients().get(id))
                .or(() -> unit.clients().byId(id))
                .filter(ClientApplication::enabled);
    }

    /** Whether the operator has configured a client for it: else there is no password grant, and nobody is told of one. */
    boolean takesPasswords() {
        return settings.clients().values().stream()
                .anyMatch(client -> client.metadata().grants().contains(GrantType.PASSWORD));
    }

    AccessPolicy policy() {
        return new AccessPolicy(clock);
    }
}
