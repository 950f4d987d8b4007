package io.orgauth.session.testing;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the stub's identity provider says of a person, signed with the secret that it shares with the connection. Immutable.
 *
 * <pre>{@code
 * Callback callback = StubAnswer.of("ada").email("ada@acme.com").groups("staff").to(redirect.location());
 * }</pre>
 */
public final class StubAnswer {
    private final Map<String, String> texts;
    private final List<String> groups;
    private final String secret;

    private StubAnswer(Map<String, String> texts, List<String> groups, String secret) {
        this.texts = new TreeMap<>(texts);
        this.groups = List.copyOf(groups);
        this.secret = secret;
    }

    public static StubAnswer of(String subject) {
        return new StubAnswer(Map.of("subject", subject), List.of(), StubSsoProtocol.SECRET);
    }

    public StubAnswer email(String asserted) {
        return with("email", asserted);
    }

    public StubAnswer name(String shown) {
        return with("name", shown);
    }

    /** What a provider that serves many organizations proves, as Google's {@code hd}. */
    public StubAnswer realm(String proven) {
        return with("realm", proven);
    }

    /** The provider's own session. */
    public StubAnswer session(String theirs) {
        return with("sid", theirs);
    }

    public StubAnswer authenticated(Instant time) {
        return with("time", time.toString());
    }

    public StubAnswer groups(String... names) {
        return new StubAnswer(texts, List.of(names), secret);
    }

    /** Signed by somebody who is not the connection's provider. */
    public StubAnswer forged() {
        return new StubAnswer(texts, groups, "a secret of somebody else");
    }

    /** Any member of the answer, for answers that lie. */
    public StubAnswer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(texts);
        more.put(name, value);
        return new StubAnswer(more, groups, secret);
    }

    /** The callback to the request that the browser was sent to the provider with. */
    public Callback to(URI request) {
        return Callback.posted(parameters(query(request.getRawQuery())));
    }

    /** The callback to a request that was posted. */
    public Callback to(Map<String, String> request) {
        return Callback.posted(parameters(request));
    }

    /** A callback that answers no request, as when the provider begins. */
    public Callback unsolicited(String connection) {
        return Callback.posted(Map.of("answer", signed(connection, "")));
    }

    /** The parameters of the callback to a request. */
    public Map<String, String> parameters(Map<String, String> request) {
        String answer = signed(request.getOrDefault("connection", ""), request.getOrDefault("nonce", ""));
        return Map.of("state", request.getOrDefault("state", ""), "answer", answer);
    }

    /** The parameters of a request to the provider. */
    public static Map<String, String> query(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** What stays of the answer of one and the same person is all but what makes it one of a kind. */
    private String signed(String connection, String nonce) {
        Map<String, String> all = new TreeMap<>(texts);
        all.putIfAbsent("connection", connection);
        all.putIfAbsent("nonce", nonce);
        all.putIfAbsent("id", UUID.randomUUID().toString());
        JsonObject.Builder json = JsonObject.builder();
        all.forEach(json::put);
        byte[] text = Json.write(json.put("groups", new ArrayList<>(groups)).build());
        return base64(text) + "." + base64(tag(secret, text));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] tag(String secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** The subject only. */
    @Override
    public String toString() {
        return "StubAnswer[" + texts.get("subject") + "]";
    }
}
