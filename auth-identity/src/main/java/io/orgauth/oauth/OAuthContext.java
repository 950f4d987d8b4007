package io.orgauth.oauth;

import io.orgauth.identity.AccessModel;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Stores;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * What the endpoints share.
 *
 * @param issuer the exact issuer
 * @param identity who and what there is
 * @param model the product's permissions and roles
 * @param stores what is remembered
 * @param signingKeys whose public halves are published
 * @param tokens signs access tokens
 * @param tokenLifetime of the tokens it signs
 * @param passwordGrantClients ids of the first-party public clients that may exchange passwords; with none, nobody may
 * @param clock for dates
 */
public record OAuthContext(
        String issuer,
        IdentityService identity,
        AccessModel model,
        Stores stores,
        SigningKeys signingKeys,
        TokenIssuer tokens,
        Duration tokenLifetime,
        Set<String> passwordGrantClients,
        Clock clock) {
    /**
     * Copies the ids and checks them.
     *
     * @param issuer as the record says
     * @param identity as the record says
     * @param model as the record says
     * @param stores as the record says
     * @param signingKeys as the record says
     * @param tokens as the record says
     * @param tokenLifetime as the record says
     * @param passwordGrantClients as the record says
     * @param clock as the record says
     * @throws IllegalArgumentException if one is not 1 to 255 visible ASCII characters, or looks like a user's or an organization's
     */
    public OAuthContext {
        passwordGrantClients = Set.copyOf(passwordGrantClients);
        passwordGrantClients.forEach(OAuthContext::requireClientId);
    }

    private static void requireClientId(String id) {
        if (!id.matches("[!-~]{1,255}") || id.startsWith("usr_") || id.startsWith("org_")) {
            throw new IllegalArgumentException(
                    "client id must be 1 to 255 visible ASCII characters and not begin with usr_ or org_");
        }
    }
}
