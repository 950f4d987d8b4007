package io.orgauth.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A client of the fake provider that believes everything: what it was told is judged by the tests, by nimbus. */
final class OpenIdExchange {
    static final String VERIFIER = "0123456789012345678901234567890123456789012";
    static final String REDIRECT_URI = "https://app.example.com/sso/con_1/callback";
    static final String CLIENT = "client-1";

    private final FakeIdentityProvider idp;

    OpenIdExchange(FakeIdentityProvider idp) {
        this.idp = idp;
    }

    static LoginStep step() {
        return step(Map.of());
    }

    /** A good authorization request, with other values for some parameters. */
    static LoginStep step(Map<String, String> others) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", CLIENT);
        parameters.put("redirect_uri", REDIRECT_URI);
        parameters.put("scope", "openid email");
        parameters.put("state", "state-1");
        parameters.put("nonce", "nonce-1");
        parameters.put("code_challenge", Sha256.base64Url(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(others);
        PendingLogin pending = new PendingLogin("state-1", "con_1", "/home", Instant.EPOCH, Map.of());
        return new LoginStep.Redirect(Query.append("https://idp.example/authorize", parameters), pending);
    }

    static Map<String, String> form(Callback callback) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", callback.parameter("code").orElse(""));
        form.put("redirect_uri", REDIRECT_URI);
        form.put("client_id", CLIENT);
        form.put("client_secret", "secret");
        form.put("code_verifier", VERIFIER);
        return form;
    }

    FetchedResponse get(String path) {
        return idp.fetcher()
                .fetch(FetchRequest.get(URI.create(idp.issuer() + path)).build());
    }

    FetchedResponse token(Map<String, String> form) {
        return idp.fetcher()
                .fetch(FetchRequest.postForm(URI.create(idp.issuer() + "/token"), form)
                        .build());
    }

    FetchedResponse userinfo(String accessToken) {
        return idp.fetcher()
                .fetch(FetchRequest.get(URI.create(idp.issuer() + "/userinfo"))
                        .authorization("Bearer " + accessToken)
                        .build());
    }

    static JsonObject json(FetchedResponse response) {
        return Json.parseObject(response.body());
    }

    /** All that the provider says in one sign-in, by where it says it; without what is random. */
    Map<String, String> facts(OpenIdResponse response) throws ParseException, JOSEException {
        Map<String, String> facts = new TreeMap<>();
        Callback callback = response.callback();
        Stream.of("state", "iss", "error")
                .forEach(name -> callback.parameter(name).ifPresent(value -> facts.put("answer " + name, value)));
        if (callback.parameter("code").isEmpty()) {
            return facts;
        }
        FetchedResponse token = token(form(callback));
        facts.put("token status", String.valueOf(token.status()));
        String accessToken = json(token).string("access_token").orElse("");
        facts.put("token access_token", accessToken.isEmpty() ? "none" : "some");
        if (accessToken.isEmpty()) {
            return facts;
        }
        Optional<String> idToken = json(token).string("id_token");
        if (idToken.isPresent()) {
            addToken(facts, idToken.get(), accessToken);
        }
        FetchedResponse userinfo = userinfo(accessToken);
        facts.put("userinfo status", String.valueOf(userinfo.status()));
        json(userinfo).toJava().forEach((name, value) -> facts.put("userinfo " + name, value.toString()));
        return facts;
    }

    private void addToken(Map<String, String> facts, String compact, String accessToken)
            throws ParseException, JOSEException {
        JWT jwt = JWTParser.parse(compact);
        facts.put("header alg", jwt.getHeader().getAlgorithm().getName());
        facts.put("signature", String.valueOf(holds(jwt)));
        if (jwt instanceof SignedJWT signed) {
            facts.put("header kid", String.valueOf(signed.getHeader().getKeyID()));
        }
        byte[] payload = jwt.getParsedParts()[1].decode();
        Map<String, Object> claims = new TreeMap<>(Json.parseObject(payload).toJava());
        claims.computeIfPresent(
                "at_hash", (name, hash) -> hash.equals(Sha256.leftHalf(accessToken)) ? "right" : "wrong");
        claims.forEach((name, value) -> facts.put("id_token " + name, value.toString()));
    }

    /** Whether any published key holds. */
    private boolean holds(JWT jwt) throws ParseException, JOSEException {
        if (!(jwt instanceof SignedJWT signed)
                || !signed.getHeader().getAlgorithm().getName().equals("RS256")) {
            return false;
        }
        JWKSet keys = JWKSet.parse(new String(get("/jwks").body(), StandardCharsets.UTF_8));
        for (JWK key : keys.getKeys()) {
            if (signed.verify(new RSASSAVerifier(key.toRSAKey()))) {
                return true;
            }
        }
        return false;
    }
}
