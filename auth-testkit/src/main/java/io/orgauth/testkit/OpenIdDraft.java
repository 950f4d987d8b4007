package io.orgauth.testkit;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that a provider says in the course of one sign-in, before it says it; a fault changes one thing of it. Not thread-safe. */
final class OpenIdDraft {
    /** How an ID token is signed. */
    enum Signing {
        RS256,
        /** By a key that the good key id does not mean. */
        OTHER_KEY,
        /** Changed afterwards. */
        TAMPERED,
        NONE,
        /** By HMAC, with the public key as the secret. */
        HS256_WITH_PUBLIC_KEY
    }

    final OpenIdRequest request;
    final Instant now;
    final String accessToken = RandomId.next();
    final Map<String, String> answer = new LinkedHashMap<>();
    final Map<String, Object> idToken = new LinkedHashMap<>();
    final Map<String, Object> userinfo = new LinkedHashMap<>();

    Signing signing = Signing.RS256;
    Optional<RSAKey> key = Optional.empty();
    boolean saysKeyId = true;
    boolean givesIdToken = true;
    Optional<String> tokenError = Optional.empty();
    int userinfoStatus = 200;

    OpenIdDraft(OpenIdRequest request, String issuer, Instant now) {
        this.request = request;
        this.now = now;
        answer.put("code", RandomId.next());
        request.value("state").ifPresent(state -> answer.put("state", state));
        idToken.put("iss", issuer);
        idToken.put("aud", request.clientId());
        idToken.put("iat", now.getEpochSecond());
        idToken.put("exp", now.getEpochSecond() + 600);
        idToken.put("auth_time", now.getEpochSecond());
        idToken.put("at_hash", Sha256.leftHalf(accessToken));
        request.value("nonce").ifPresent(nonce -> idToken.put("nonce", nonce));
    }

    /** Who signed in; a thin token leaves the rest to userinfo. */
    void person(Map<String, Object> claims, OpenIdStyle style) {
        userinfo.clear();
        userinfo.putAll(claims);
        idToken.putAll(style.isThin() ? Map.of("sub", claims.getOrDefault("sub", "")) : claims);
    }

    /** One claim in both places where a person is described. */
    void claim(String name, Object value) {
        idToken.put(name, value);
        userinfo.put(name, value);
    }

    void withoutClaims(Set<String> names) {
        idToken.keySet().removeAll(names);
        userinfo.keySet().removeAll(names);
    }

    String code() {
        return answer.getOrDefault("code", "");
    }
}
