package io.orgauth.token;

import io.orgauth.json.Json;
import io.orgauth.json.JsonNull;
import io.orgauth.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * A token under test: the good one, changed in one thing, signed by the JDK. It shares no code with {@link TokenIssuer}.
 * Immutable.
 */
final class SignedJwt {
    static final String ISSUER = "https://auth.example.com";
    static final String AUDIENCE = "https://data.acme.example";
    static final String ORGANIZATION = "org_acme";
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final JwsAlgorithm algorithm;
    private final Key key;
    private final Map<String, Object> header;
    private final Map<String, Object> claims;
    private final Optional<String> headerText;
    private final Optional<String> payloadText;

    private SignedJwt(
            JwsAlgorithm algorithm,
            Key key,
            Map<String, Object> header,
            Map<String, Object> claims,
            Optional<String> headerText,
            Optional<String> payloadText) {
        this.algorithm = algorithm;
        this.key = key;
        this.header = header;
        this.claims = claims;
        this.headerText = headerText;
        this.payloadText = payloadText;
    }

    /** The good token in RS256. */
    static SignedJwt good() {
        return good(JwsAlgorithm.RS256);
    }

    static SignedJwt good(JwsAlgorithm algorithm) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", algorithm.headerName());
        header.put("typ", "at+jwt");
        header.put("kid", TestKeys.kid(algorithm));
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", "usr_ada");
        claims.put("aud", AUDIENCE);
        claims.put("exp", NOW.getEpochSecond() + 600);
        claims.put("iat", NOW.getEpochSecond());
        claims.put("jti", "tok_1");
        claims.put("client_id", "app_cli");
        claims.put("org_id", ORGANIZATION);
        claims.put("scope", "models:read models:write");
        claims.put("roles", List.of("member"));
        claims.put("auth_time", NOW.getEpochSecond() - 30);
        claims.put("amr", List.of("pwd", "otp"));
        claims.put("acr", "2");
        return new SignedJwt(
                algorithm, TestKeys.signingKey(algorithm), header, claims, Optional.empty(), Optional.empty());
    }

    /** Somebody else's claims as they were recorded, under a header of RS256. */
    static SignedJwt recorded(String typ, String claims) {
        SignedJwt good = good().rawPayload(claims);
        return typ.isEmpty() ? good.withoutHeader("typ") : good.header("typ", typ);
    }

    /** A verifier that accepts the good token in every asymmetric algorithm; tests change what they test. */
    static TokenVerifier.Builder verifier() {
        return TokenVerifier.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .organization(ORGANIZATION)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .keys(KeySource.jwks(TestKeys.jwks(TestKeys.ASYMMETRIC.toArray(JwsAlgorithm[]::new))));
    }

    SignedJwt with(String claim, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return new SignedJwt(algorithm, key, header, changed, headerText, payloadText);
    }

    SignedJwt withNull(String claim) {
        return with(claim, JsonNull.NULL);
    }

    SignedJwt without(String claim) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.remove(claim);
        return new SignedJwt(algorithm, key, header, changed, headerText, payloadText);
    }

    SignedJwt header(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(header);
        changed.put(name, value);
        return new SignedJwt(algorithm, key, changed, claims, headerText, payloadText);
    }

    SignedJwt withoutHeader(String name) {
        Map<String, Object> changed = new LinkedHashMap<>(header);
        changed.remove(name);
        return new SignedJwt(algorithm, key, changed, claims, headerText, payloadText);
    }

    /** This text as the header, whatever it is. */
    SignedJwt rawHeader(String text) {
        return new SignedJwt(algorithm, key, header, claims, Optional.of(text), payloadText);
    }

    /** This text as the payload, whatever it is. */
    SignedJwt rawPayload(String text) {
        return new SignedJwt(algorithm, key, header, claims, headerText, Optional.of(text));
    }

    SignedJwt signedBy(Key other) {
        return new SignedJwt(algorithm, other, header, claims, headerText, payloadText);
    }

    String headerText() {
        return headerText.orElseGet(() -> Json.text(JsonValue.of(header)));
    }

    String payloadText() {
        return payloadText.orElseGet(() -> Json.text(JsonValue.of(claims)));
    }

    String sign() {
        return sign(part(headerText()) + '.' + part(payloadText()));
    }

    /** This signing input as it stands, with a right signature. */
    String sign(String input) {
        return input + '.' + TestKeys.base64(signature(input.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a JWS part looks like for this text. */
    static String part(String text) {
        return TestKeys.base64(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] signature(byte[] input) {
        try {
            if (!(key instanceof PrivateKey privateKey)) {
                Mac mac = Mac.getInstance(algorithm.headerName().replace("HS", "HmacSHA"));
                mac.init(key);
                return mac.doFinal(input);
            }
            Signature signature = Signature.getInstance(jdkName());
            if (algorithm.headerName().startsWith("PS")) {
                String hash = "SHA-" + bits();
                int salt = Integer.parseInt(bits()) / 8;
                signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
            }
            signature.initSign(privateKey);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String bits() {
        return algorithm.headerName().substring(2);
    }

    private String jdkName() {
        return switch (algorithm.headerName().substring(0, 2)) {
            case "RS" -> "SHA" + bits() + "withRSA";
            case "PS" -> "RSASSA-PSS";
            case "ES" -> "SHA" + bits() + "withECDSAinP1363Format";
            default -> "Ed25519";
        };
    }
}
