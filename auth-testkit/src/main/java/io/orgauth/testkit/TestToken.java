package io.orgauth.testkit;

import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An access token in the making (RFC 9068), good unless a fault is asked for. Not thread-safe.
 *
 * <pre>{@code
 * String token = TestTokens.user("ada@acme.com").organization("org_acme").permission("models:read").sign();
 * }</pre>
 */
public final class TestToken {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final String subject;
    private final String clientId;
    private final Set<String> permissions = new TreeSet<>();
    private final Set<String> roles = new TreeSet<>();
    private final Map<String, JsonValue> claims = new LinkedHashMap<>();
    private String issuer = TestTokens.ISSUER;
    private String audience = TestTokens.AUDIENCE;
    private Clock clock = Clock.systemUTC();
    private Duration age = Duration.ZERO;
    private TestKeys signer = TestKeys.PUBLISHED;

    TestToken(String subject, String clientId) {
        this.subject = subject;
        this.clientId = clientId;
    }

    /**
     * The organization ({@code org_id}).
     *
     * @param id its id
     * @return this
     */
    public TestToken organization(String id) {
        return claim("org_id", id);
    }

    /**
     * One more permission ({@code scope}).
     *
     * @param permission like {@code models:read}
     * @return this
     */
    public TestToken permission(String permission) {
        permissions.add(permission);
        return this;
    }

    /**
     * One more role ({@code roles}).
     *
     * @param key the role's key
     * @return this
     */
    public TestToken role(String key) {
        roles.add(key);
        return this;
    }

    /**
     * Any claim, or another value of one.
     *
     * @param name its name
     * @param value String, Boolean, a number, or a List or Map of these
     * @return this
     */
    public TestToken claim(String name, Object value) {
        claims.put(name, JsonValue.of(value));
        return this;
    }

    /**
     * Who issues it; {@link TestTokens#ISSUER} unless said.
     *
     * @param url the issuer
     * @return this
     */
    public TestToken issuer(String url) {
        this.issuer = url;
        return this;
    }

    /**
     * What it is for; {@link TestTokens#AUDIENCE} unless said.
     *
     * @param resource the resource's URI
     * @return this
     */
    public TestToken audience(String resource) {
        this.audience = resource;
        return this;
    }

    /**
     * The clock; the system's unless said.
     *
     * @param source the clock
     * @return this
     */
    public TestToken clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * A fault: it was issued an hour before its end came.
     *
     * @return this
     */
    public TestToken expired() {
        this.age = Duration.ofHours(1).plus(LIFETIME);
        return this;
    }

    /**
     * A fault: it will be issued in an hour.
     *
     * @return this
     */
    public TestToken notYetValid() {
        this.age = Duration.ofHours(-1);
        return this;
    }

    /**
     * A fault: another key signed it, under the good one's name.
     *
     * @return this
     */
    public TestToken otherKey() {
        this.signer = TestKeys.UNPUBLISHED;
        return this;
    }

    /**
     * The token.
     *
     * @return the compact serialization, for {@code Authorization: Bearer}
     */
    public String sign() {
        Instant issued = clock.instant().minus(age);
        Map<String, JsonValue> all = new LinkedHashMap<>();
        all.put("iss", JsonValue.of(issuer));
        all.put("sub", JsonValue.of(subject));
        all.put("aud", JsonValue.of(audience));
        all.put("exp", JsonValue.of(issued.plus(LIFETIME).getEpochSecond()));
        all.put("iat", JsonValue.of(issued.getEpochSecond()));
        all.put("nbf", JsonValue.of(issued.getEpochSecond()));
        all.put("jti", JsonValue.of(RandomId.next()));
        all.put("client_id", JsonValue.of(clientId));
        if (!permissions.isEmpty()) {
            all.put("scope", JsonValue.of(String.join(" ", permissions)));
        }
        if (!roles.isEmpty()) {
            all.put("roles", JsonValue.of(roles));
        }
        all.putAll(claims);
        JsonObject.Builder token = JsonObject.builder();
        all.forEach(token::put);
        return signer.sign(token.build());
    }
}
