package io.orgauth.oidc;

import io.orgauth.AuthUnavailableException;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.json.JsonValue;
import io.orgauth.token.JwkSet;
import io.orgauth.token.TokenReason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A provider's keys at one moment, and whose each is where one set serves several issuers. Immutable. */
record ProviderKeys(JwkSet set, Map<String, String> issuers) {
    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(1 << 20).withMaxMembers(10_000).withMaxStringLength(1 << 16);

    /**
     * The keys in a JWK Set.
     *
     * @throws io.orgauth.AuthUnavailableException with KEYS_UNAVAILABLE if it is none, or has no usable key
     */
    static ProviderKeys read(byte[] json) {
        try {
            JwkSet set = JwkSet.parse(new String(json, StandardCharsets.UTF_8));
            return new ProviderKeys(set, issuers(Json.parseObject(json, LIMITS)));
        } catch (IllegalArgumentException | JsonException e) {
            throw new AuthUnavailableException(TokenReason.KEYS_UNAVAILABLE, "keys: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> issuers(JsonObject document) {
        Map<String, String> issuers = new HashMap<>();
        for (JsonValue element : document.array("keys").orElseThrow().values()) {
            if (element instanceof JsonObject key && key.has("issuer")) {
                // An issuer that is no text is nobody's, and fits no token.
                String issuer = LenientClaims.text(key.value("issuer")).orElse("");
                key.value("kid")
                        .filter(JsonString.class::isInstance)
                        .ifPresent(kid -> issuers.put(((JsonString) kid).value(), issuer));
            }
        }
        return Map.copyOf(issuers);
    }

    /** The issuer that the set gives this key to, if to one. */
    Optional<String> issuerOf(Optional<String> kid) {
        return kid.map(issuers::get);
    }
}
