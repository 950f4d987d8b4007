package io.orgauth.benchmarks;

import com.nimbusds.jose.jwk.JWK;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** An access token as we issue them, 13 claims, 985 characters in RS256, and the key to verify it with. Immutable. */
final class Issued {
    static final String ISSUER = "https://auth.example.com";
    static final String AUDIENCE = "https://data.acme.example";
    static final String ORGANIZATION = "org_0123456789abcdefghijkl";

    private final Algorithm algorithm;
    private final PublicKey key;
    private final String token;

    private Issued(Algorithm algorithm, PublicKey key, String token) {
        this.algorithm = algorithm;
        this.key = key;
        this.token = token;
    }

    static Issued in(Algorithm algorithm) throws GeneralSecurityException {
        KeyPair pair = algorithm.newKeyPair();
        String input = part(Json.write(header(algorithm))) + '.' + part(Json.write(claims()));
        Signature signature = Signature.getInstance(algorithm.signature);
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return new Issued(algorithm, pair.getPublic(), input + '.' + part(signature.sign()));
    }

    static JsonObject header(Algorithm algorithm) {
        return JsonObject.builder()
                .put("alg", algorithm.headerName)
                .put("typ", "at+jwt")
                .put("kid", Algorithm.KID)
                .build();
    }

    static JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return JsonObject.builder()
                .put("iss", ISSUER)
                .put("sub", "usr_0123456789abcdefghijkl")
                .put("aud", AUDIENCE)
                .put("exp", now + 3_600)
                .put("iat", now)
                .put("nbf", now)
                .put("jti", "AbCdEfGhIjKlMnOpQrStUv")
                .put("client_id", "app_0123456789abcdefghijkl")
                .put("sid", "ses_0123456789abcdefghijkl")
                .put("org_id", ORGANIZATION)
                .put("scope", "dataset:read dataset:write models:read")
                .put("auth_time", now - 30)
                .put("amr", List.of("otp", "pwd"))
                .build();
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Algorithm algorithm() {
        return algorithm;
    }

    PublicKey key() {
        return key;
    }

    JWK jwk() {
        return algorithm.published(key);
    }

    String token() {
        return token;
    }

    /** The same with one character of the signature changed, in the middle: still base64url, still a number. */
    String tokenWithWrongSignature() {
        int middle = (token.lastIndexOf('.') + token.length()) / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }
}
