package io.orgauth.oauth;

import io.orgauth.identity.AccessModel;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Stores;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import java.time.Clock;
import java.time.Duration;

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
        Clock clock) {}
