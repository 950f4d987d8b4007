package io.orgauth.oauth;

import io.orgauth.InvalidCredentialException;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata.Authentication;
import io.orgauth.identity.SecretDigest;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.token.JwkSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Clients that prove to be themselves by a JWT that they sign ({@code private_key_jwt}; RFC 7523, 3): for us alone, short-lived, and once.
 */
final class ClientAssertions {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final int MOST_BYTES = 8_192;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(60);

    /** The specification names no type; libraries write JWT, nothing, or what a later draft asks for. */
    private static final Set<String> TYPES = Set.of("", "jwt", "client-authentication+jwt");

    private final OAuthContext context;

    ClientAssertions(OAuthContext context) {
        this.context = context;
    }

    /** The client; everything that is wrong is the same INVALID_CLIENT. */
    ClientApplication authenticate(TokenRequest request) {
        String assertion = request.optional("client_assertion").orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        require(request.optional("client_assertion_type").equals(Optional.of(TYPE)));
        try {
            return proven(request, assertion);
        } catch (InvalidCredentialException | JsonException | IllegalArgumentException e) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
    }

    private ClientApplication proven(TokenRequest request, String assertion) {
        String issuer = claimed(assertion).string("iss").orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        ClientApplication client = context.client(issuer)
                .filter(known -> known.metadata().authentication() == Authentication.PRIVATE_KEY_JWT)
                .orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        JwkSet keys = JwkSet.parse(client.metadata().jwks().orElseThrow());
        JsonObject claims = Json.parseObject(keys.verified(assertion, TYPES, MOST_BYTES));
        require(claims.string("sub").equals(Optional.of(client.id())));
        require(request.optional("client_id").map(client.id()::equals).orElse(true));
        requireForUs(claims);
        requireFirstUse(claims, client, requireShortLived(claims));
        return client;
    }

    /** What it says of itself, to find the key by; nothing of it counts before the signature does. */
    private static JsonObject claimed(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        require(parts.length == 3 && assertion.length() <= MOST_BYTES);
        return Json.parseObject(Base64.getUrlDecoder().decode(parts[1]));
    }

    /** One audience, our issuer: one that is meant for several would be good for whoever of them got it first. */
    private void requireForUs(JsonObject claims) {
        require(claims.string("aud").equals(Optional.of(context.issuer())));
    }

    private Instant requireShortLived(JsonObject claims) {
        Instant now = context.clock().instant();
        Instant expires = time(claims, "exp").orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        require(now.isBefore(expires.plus(SKEW))
                && expires.isBefore(now.plus(LONGEST).plus(SKEW)));
        require(time(claims, "nbf").map(from -> !now.plus(SKEW).isBefore(from)).orElse(true));
        require(time(claims, "iat").map(made -> !now.plus(SKEW).isBefore(made)).orElse(true));
        return expires;
    }

    private static Optional<Instant> time(JsonObject claims, String name) {
        var seconds = claims.longValue(name);
        return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty();
    }

    /** Last, so that nothing but a good assertion uses its id up. */
    private void requireFirstUse(JsonObject claims, ClientApplication client, Instant expires) {
        String id = claims.string("jti").filter(jti -> !jti.isEmpty()).orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        SecretDigest digest = SecretDigest.of("client_assertion " + client.id() + " " + id);
        require(context.stores().usedIds().insert(digest, expires.plus(SKEW)));
    }

    private static void require(boolean good) {
        if (!good) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
    }
}
