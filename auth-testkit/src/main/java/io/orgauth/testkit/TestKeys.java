package io.orgauth.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.token.KeySource;
import java.nio.charset.StandardCharsets;

/** The key that test tokens are signed with, and one that nobody publishes. */
enum TestKeys {
    PUBLISHED,
    UNPUBLISHED;

    /** Immutable by its own words. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final RSAKey key = OpenIdKeys.newKey(name());

    String sign(JsonObject claims) {
        // the same key id for both: it is the signature that is wrong, not the name of the key
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(PUBLISHED.name())
                .build();
        JWSObject jws = new JWSObject(header, new Payload(new String(Json.write(claims), StandardCharsets.UTF_8)));
        try {
            jws.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jws.serialize();
    }

    KeySource source() {
        return KeySource.jwks(jwks());
    }

    String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }
}
