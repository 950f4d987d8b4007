package io.orgauth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import io.orgauth.json.Json;
import io.orgauth.json.JsonNull;
import io.orgauth.json.JsonValue;
import io.orgauth.sso.Callback;
import io.orgauth.sso.LoginStep;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An OpenID provider without a network: what it says is good until a test has it lie in one thing. It checks what is sent to it, as a
 * good provider does, and remembers it.
 */
final class FakeProvider implements Fetcher {
    /** Put in place of a claim, it takes the claim out. */
    static final Object ABSENT = new Object();

    static final String CLIENT = "client-1";
    static final String SECRET = "a secret: of ours%";
    static final String ACCESS_TOKEN = "access-token-1";

    static final RSAKey KEY = key("key-1");
    static final RSAKey OTHER_KEY = key("key-2");

    private final String issuer;
    private final Clock clock;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger given = new AtomicInteger();
    final List<FetchRequest> requests = new CopyOnWriteArrayList<>();

    final Map<String, Object> metadata = new LinkedHashMap<>();
    final Map<String, Object> claims = new LinkedHashMap<>();
    final Map<String, Object> userinfo = new LinkedHashMap<>();
    final Map<String, Object> tokenAnswer = new LinkedHashMap<>();
    final List<Map<String, Object>> keys = new ArrayList<>();
    Map<String, List<String>> keyHeaders = Map.of();
    Map<String, List<String>> metadataHeaders = Map.of();
    RSAKey signingKey = KEY;
    UnaryOperator<JWSHeader.Builder> header = builder -> builder;
    UnaryOperator<String> idToken = token -> token;
    Function<FetchRequest, Optional<FetchedResponse>> instead = request -> Optional.empty();

    FakeProvider(String issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
        metadata.put("issuer", issuer);
        metadata.put("authorization_endpoint", issuer + "/authorize");
        metadata.put("token_endpoint", issuer + "/token");
        metadata.put("jwks_uri", issuer + "/keys");
        metadata.put("userinfo_endpoint", issuer + "/userinfo");
        metadata.put("end_session_endpoint", issuer + "/end-session");
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        metadata.put("scopes_supported", List.of("openid", "email", "profile"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        publish(KEY);
        claims.put("sub", "ada-1");
        claims.put("email", "ada@acme.com");
        claims.put("email_verified", true);
        claims.put("name", "Ada");
        userinfo.put("sub", "ada-1");
    }

    private static RSAKey key(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return issuer;
    }

    /** These keys and no others; without an algorithm, as Microsoft publishes its. */
    void publish(RSAKey... published) {
        keys.clear();
        for (RSAKey key : published) {
            Map<String, Object> jwk = new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
            jwk.put("use", "sig");
            keys.add(jwk);
        }
    }

    void rotateTo(RSAKey key) {
        publish(key);
        signingKey = key;
    }

    void fails(FetchException.Problem problem) {
        instead = request -> {
            throw new FetchException(problem, "as told");
        };
    }

    void answers() {
        instead = request -> Optional.empty();
    }

    /** Answers one endpoint otherwise. */
    void at(String endpoint, int status, String body) {
        instead = request -> request.uri().equals(URI.create((String) metadata.get(endpoint)))
                ? Optional.of(FetchedResponse.of(status, Map.of(), bytes(body)))
                : Optional.empty();
    }

    long asked(String path) {
        return requests.stream()
                .filter(request -> request.uri().toString().endsWith(path))
                .count();
    }

    FetchRequest last(String path) {
        return requests.stream()
                .filter(request -> request.uri().toString().endsWith(path))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    // ---- the browser's part ----

    static Map<String, String> query(URI location) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : location.getRawQuery().split("&")) {
            int equals = pair.indexOf('=');
            String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
            parameters.put(name, URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** What the browser brings back after the person has signed in. */
    Map<String, String> answer(LoginStep step) {
        return answer(((LoginStep.Redirect) step).location());
    }

    Map<String, String> answer(URI location) {
        Map<String, String> asked = query(location);
        String code = "code-" + given.getAndIncrement();
        codes.put(code, asked);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", code);
        answer.put("state", asked.get("state"));
        if (metadata.containsKey("authorization_response_iss_parameter_supported")) {
            answer.put("iss", issuer);
        }
        return answer;
    }

    Callback callback(LoginStep step) {
        return Callback.posted(answer(step));
    }

    // ---- the endpoints ----

    @Override
    public FetchedResponse fetch(FetchRequest request) {
        requests.add(request);
        return instead.apply(request).orElseGet(() -> served(request));
    }

    private FetchedResponse served(FetchRequest request) {
        String url = request.uri().toString();
        if (url.endsWith("/.well-known/openid-configuration")) {
            return json(200, metadataHeaders, metadata);
        }
        if (url.equals(metadata.get("jwks_uri"))) {
            return json(200, keyHeaders, Map.of("keys", keys));
        }
        if (url.equals(metadata.get("token_endpoint"))) {
            return token(request);
        }
        boolean known = request.header("authorization").equals(Optional.of("Bearer " + ACCESS_TOKEN));
        return json(known ? 200 : 401, Map.of("content-type", List.of("application/json")), userinfo);
    }

    private FetchedResponse token(FetchRequest request) {
        Map<String, String> asked = codes.remove(request.form().get("code"));
        boolean mine = asked != null
                && asked.get("code_challenge").equals(sha256(request.form().get("code_verifier")))
                && asked.get("redirect_uri").equals(request.form().get("redirect_uri"))
                && "authorization_code".equals(request.form().get("grant_type"));
        if (!mine) {
            return json(400, Map.of(), Map.of("error", "invalid_grant"));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", ACCESS_TOKEN);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", 300);
        answer.put("id_token", idToken.apply(signed(idTokenClaims(asked))));
        answer.putAll(tokenAnswer);
        return json(200, Map.of(), answer);
    }

    private Map<String, Object> idTokenClaims(Map<String, String> asked) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("iss", issuer);
        all.put("aud", asked.get("client_id"));
        all.put("iat", now);
        all.put("exp", now + 300);
        all.put("nonce", asked.get("nonce"));
        all.put("at_hash", atHash(ACCESS_TOKEN));
        if (asked.containsKey("max_age")) {
            all.put("auth_time", now);
        }
        all.putAll(claims);
        return all;
    }

    String signed(Map<String, Object> payload) {
        return sign(
                header.apply(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signingKey.getKeyID()))
                        .build(),
                payload);
    }

    private String sign(JWSHeader jwsHeader, Map<String, Object> payload) {
        try {
            JWSSigner signer = new RSASSASigner(signingKey);
            JWSObject jws = new JWSObject(jwsHeader, new Payload(Json.write(JsonValue.of(present(payload)))));
            jws.sign(signer);
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSHeader.Builder typed(JWSHeader.Builder builder, String type) {
        return builder.type(new JOSEObjectType(type));
    }

    static FetchedResponse json(int status, Map<String, List<String>> headers, Map<String, Object> body) {
        return FetchedResponse.of(status, headers, Json.write(JsonValue.of(present(body))));
    }

    private static Map<String, Object> present(Map<String, Object> all) {
        Map<String, Object> present = new LinkedHashMap<>(all);
        present.values().removeIf(value -> value == ABSENT);
        present.replaceAll((name, value) -> value == null ? JsonNull.NULL : value);
        return present;
    }

    static String sha256(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(text));
    }

    static String atHash(String token) {
        byte[] half = Arrays.copyOf(digest(token), 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
