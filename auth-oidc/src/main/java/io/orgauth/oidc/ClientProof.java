package io.orgauth.oidc;

import io.orgauth.http.FetchRequest;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.token.DocumentSigner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How we prove at the token endpoint which client we are (OpenID Connect Core, 9). Immutable; its text shows the method only. */
final class ClientProof {
    static final String SECRET = "client_secret";
    static final String KEY = "client_key";

    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final long ASSERTION_SECONDS = 60;

    /** The registered methods, none of which sends a request without proof. */
    enum Method {
        CLIENT_SECRET_BASIC,
        CLIENT_SECRET_POST,
        PRIVATE_KEY_JWT;

        /** The name in metadata and settings. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Method method;
    private final String clientId;
    private final String secret;
    private final Optional<DocumentSigner> key;

    private ClientProof(Method method, String clientId, String secret, Optional<DocumentSigner> key) {
        this.method = method;
        this.clientId = clientId;
        this.secret = secret;
        this.key = key;
    }

    /** The proof that a record has the secret for. */
    static ClientProof of(ConnectionRecord record, Optional<String> named, String clientId) {
        Method method = named.map(ClientProof::method).orElse(Method.CLIENT_SECRET_BASIC);
        if (method == Method.PRIVATE_KEY_JWT) {
            String key = record.secret(KEY)
                    .orElseThrow(
                            () -> OidcSettings.refused("the secret \"client_key\" is missing: private_key_jwt signs"));
            return new ClientProof(method, clientId, "", Optional.of(signer(key)));
        }
        String secret = record.secret(SECRET)
                .orElseThrow(() ->
                        OidcSettings.refused("the secret \"client_secret\" is missing: copy it from the provider"));
        return new ClientProof(method, clientId, secret, Optional.empty());
    }

    private static Method method(String name) {
        return Arrays.stream(Method.values())
                .filter(method -> method.text().equals(name))
                .findFirst()
                .orElseThrow(() -> OidcSettings.refused("\"client_authentication\" must be client_secret_basic,"
                        + " client_secret_post or private_key_jwt"));
    }

    private static DocumentSigner signer(String json) {
        try {
            return DocumentSigner.of(Json.parseObject(json.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonException e) {
            throw OidcSettings.refused("the secret \"client_key\" is no key as DocumentSigner.secretJson() writes it");
        }
    }

    Method method() {
        return method;
    }

    /** The grant with the proof, ready to be sent. */
    FetchRequest.Builder request(ProviderMetadata metadata, Map<String, String> grant, Assertion assertion) {
        Map<String, String> form = new LinkedHashMap<>(grant);
        switch (method) {
            case CLIENT_SECRET_BASIC -> {
                return FetchRequest.postForm(metadata.token(), form).authorization(basic());
            }
            case CLIENT_SECRET_POST -> {
                form.put("client_id", clientId);
                form.put("client_secret", secret);
            }
            case PRIVATE_KEY_JWT -> {
                form.put("client_id", clientId);
                form.put("client_assertion_type", ASSERTION);
                form.put("client_assertion", signed(assertion));
            }
        }
        return FetchRequest.postForm(metadata.token(), form);
    }

    /** RFC 6749, 2.3.1: both are form-encoded first, so that a colon or a sign of another alphabet gets there. */
    private String basic() {
        String pair = encoded(clientId) + ":" + encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What an assertion of its own says: for whom, which one, and when. */
    record Assertion(String audience, String id, Instant now) {}

    /** RFC 7523, 3. */
    private String signed(Assertion assertion) {
        long now = assertion.now().getEpochSecond();
        JsonObject claims = JsonObject.builder()
                .put("iss", clientId)
                .put("sub", clientId)
                .put("aud", assertion.audience())
                .put("jti", assertion.id())
                .put("iat", now)
                .put("exp", now + ASSERTION_SECONDS)
                .build();
        return key.orElseThrow().sign("JWT", Json.write(claims));
    }

    /** The method only. */
    @Override
    public String toString() {
        return "ClientProof[" + method.text() + " redacted]";
    }
}
