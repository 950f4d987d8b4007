package io.orgauth.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.orgauth.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who may redeem codes. As long as nobody is registered, anybody may. Thread-safe. */
final class OpenIdClients {
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, JWKSet> keys = new ConcurrentHashMap<>();

    void add(String clientId, String secret) {
        secrets.put(clientId, secret);
    }

    void addWithKeys(String clientId, String jwks) {
        try {
            keys.put(clientId, JWKSet.parse(jwks));
        } catch (ParseException e) {
            throw new IllegalArgumentException("the client's keys must be a JWK Set", e);
        }
    }

    /** Which client asks, if it proves to be that one (OpenID Connect Core, 9). */
    Optional<String> authenticate(HttpRequest request, Map<String, String> form, String issuer, Instant now) {
        Optional<String> assertion = Optional.ofNullable(form.get("client_assertion"));
        if (assertion.isPresent()) {
            return byAssertion(assertion.get(), issuer, now);
        }
        Credentials given = request.headers()
                .single("Authorization")
                .filter(value -> value.startsWith("Basic "))
                .map(value -> Credentials.basic(value.substring(6)))
                .orElseGet(() ->
                        new Credentials(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")));
        boolean known = isOpen() || given.secret().equals(secrets.get(given.id()));
        return known && !given.id().isEmpty() ? Optional.of(given.id()) : Optional.empty();
    }

    private boolean isOpen() {
        return secrets.isEmpty() && keys.isEmpty();
    }

    /** private_key_jwt (RFC 7523, 3), for the issuer or an endpoint of it. */
    private Optional<String> byAssertion(String compact, String issuer, Instant now) {
        try {
            SignedJWT jwt = SignedJWT.parse(compact);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String id = Optional.ofNullable(claims.getIssuer()).orElse("");
            boolean good = id.equals(claims.getSubject())
                    && claims.getAudience().stream().anyMatch(audience -> audience.startsWith(issuer))
                    && claims.getExpirationTime() != null
                    && claims.getExpirationTime().toInstant().isAfter(now)
                    && isSignedBy(id, jwt);
            return good ? Optional.of(id) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean isSignedBy(String clientId, SignedJWT jwt) throws JOSEException {
        for (JWK key : keys.getOrDefault(clientId, new JWKSet()).getKeys()) {
            if (jwt.verify(new RSASSAVerifier(key.toRSAKey()))) {
                return true;
            }
        }
        return false;
    }

    /** A client's id and its secret, of a test. */
    private record Credentials(String id, String secret) {
        /** RFC 6749, 2.3.1: both halves are form-encoded first. */
        static Credentials basic(String base64) {
            String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("Basic credentials have no colon");
            }
            return new Credentials(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        /** The id only. */
        @Override
        public String toString() {
            return "Credentials[" + id + "]";
        }
    }
}
