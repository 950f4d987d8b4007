package io.orgauth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An issuer with as many keys as a test names. */
final class FakeIssuer {
    static final String URL = "https://auth.example.com";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, ECKey> KEYS = new ConcurrentHashMap<>();

    private FakeIssuer() {}

    /** A verifier that expects what {@link #token} makes. */
    static TokenVerifier verifier(KeySource keys) {
        return TokenVerifier.builder()
                .issuer(URL)
                .audience("https://data.acme.example")
                .organization("org_acme")
                .clock(CLOCK)
                .keys(keys)
                .build();
    }

    /** A good token, signed with the key of this id. */
    static String token(String kid) {
        return token(URL, kid, Duration.ofMinutes(10));
    }

    static String token(String issuer, String kid, Duration lifetime) {
        long now = CLOCK.instant().getEpochSecond();
        JsonObject claims = JsonObject.builder()
                .put("iss", issuer)
                .put("sub", "usr_ada")
                .put("aud", "https://data.acme.example")
                .put("exp", now + lifetime.toSeconds())
                .put("iat", now)
                .put("jti", "t1")
                .put("client_id", "app_one")
                .put("org_id", "org_acme")
                .put("scope", "models:read")
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(kid)
                .build();
        JWSObject token = new JWSObject(header, new Payload(Json.write(claims)));
        try {
            token.sign(new ECDSASigner(key(kid)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** The public keys of these ids as a JWK Set. */
    static String jwks(String... kids) {
        return new JWKSet(List.copyOf(Arrays.stream(kids).map(FakeIssuer::key).toList())).toString(true);
    }

    static String metadata(String issuer, String jwksUri) {
        return Json.text(JsonObject.builder()
                .put("issuer", issuer)
                .put("jwks_uri", jwksUri)
                .build());
    }

    private static ECKey key(String kid) {
        return KEYS.computeIfAbsent(kid, id -> {
            try {
                return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
