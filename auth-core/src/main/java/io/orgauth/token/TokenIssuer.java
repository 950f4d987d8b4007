package io.orgauth.token;

import io.orgauth.Subject;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs access tokens (RFC 9068, {@code typ: at+jwt}) and ID tokens with the key that is active now.
 *
 * <pre>{@code
 * TokenIssuer issuer = TokenIssuer.builder().issuer("https://auth.example.com").signingKeys(keys).build();
 * String compact = issuer.issue(token);
 * }</pre>
 *
 * <p>Claims of access tokens, in this order: {@code iss sub aud exp iat nbf jti client_id sid org_id scope auth_time amr roles attributes}
 * and the product's own; what is empty is left out. Immutable and thread-safe.
 */
public final class TokenIssuer {
    /** Proxies and servers limit headers to 8 KB; a token must fit with the rest (RULES: refused at issue). */
    private static final int MAX_CHARACTERS = 6 * 1_024;

    private static final int JTI_BYTES = 16;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final String issuer;
    private final SigningKeys signingKeys;
    private final Duration lifetime;
    private final Clock clock;
    private final SecureRandom random;

    private TokenIssuer(Builder builder, String issuer, SigningKeys signingKeys) {
        this.issuer = issuer;
        this.signingKeys = signingKeys;
        this.lifetime = builder.lifetime;
        this.clock = builder.clock;
        this.random = builder.random;
    }

    /**
     * A builder; issuer and signing keys are required.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Signs a token that is valid from now on.
     *
     * @param token what it says
     * @return the compact serialization
     * @throws IllegalArgumentException if its subject is another issuer's, its lifetime out of bounds, or the token would
     *     be longer than 6,144 characters
     */
    public String issue(AccessToken token) {
        byte[] claims = Json.write(claims(token));
        JwsSigner signer = signingKeys.accessTokenSigner();
        int length = signer.compactLength(claims);
        if (length > MAX_CHARACTERS) {
            throw new IllegalArgumentException("access token would have " + length + " characters, more than "
                    + MAX_CHARACTERS + ": give it fewer permissions, roles or attributes");
        }
        return signer.sign(claims);
    }

    /**
     * Signs an ID token (OpenID Connect Core, 2; {@code typ: JWT}), issued now. It says who signed in, to one client; no resource
     * takes it for an access token.
     *
     * @param token what it says
     * @return the compact serialization
     * @throws IllegalArgumentException if its subject is another issuer's, or its lifetime out of bounds
     */
    public String issue(IdToken token) {
        JwsSigner signer = signingKeys.idTokenSigner();
        JsonObject.Builder claims = begun(token.subject(), token.clientId(), token.lifetime());
        token.writeTo(claims, signer::halfHash);
        return signer.sign(Json.write(claims.build()));
    }

    private JsonObject claims(AccessToken token) {
        JsonObject.Builder claims = begun(token.subject(), token.audience(), token.lifetime());
        claims.put("nbf", clock.instant().getEpochSecond())
                .put("jti", token.tokenId().orElseGet(this::newId));
        token.writeTo(claims);
        return claims.build();
    }

    private JsonObject.Builder begun(Subject subject, String audience, Optional<Duration> asked) {
        if (!subject.issuer().equals(issuer)) {
            throw new IllegalArgumentException("token is for a subject of another issuer, expected \"" + issuer + "\"");
        }
        Duration life = asked.map(own -> requireWithin(own, signingKeys.tokenLifetime()))
                .orElse(lifetime);
        long now = clock.instant().getEpochSecond();
        return JsonObject.builder()
                .put("iss", issuer)
                .put("sub", subject.id())
                .put("aud", audience)
                .put("exp", now + life.toSeconds())
                .put("iat", now);
    }

    /** 128 random bits: unique without asking anybody, and no hint of how many tokens there are. */
    private String newId() {
        byte[] bytes = new byte[JTI_BYTES];
        random.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    /** A token that outlives the time its key stays published would end too early, and nobody would know why. */
    private static Duration requireWithin(Duration asked, Duration longest) {
        if (asked.compareTo(SHORTEST) < 0 || asked.compareTo(longest) > 0) {
            throw new IllegalArgumentException("token lifetime must be from " + SHORTEST + " to " + longest
                    + " (the signing keys' tokenLifetime), got " + asked);
        }
        return asked;
    }

    @Override
    public String toString() {
        return "TokenIssuer[" + issuer + "]";
    }

    /** Builds a {@link TokenIssuer}; not safe to share between threads. */
    public static final class Builder {
        private @Nullable String issuer;
        private @Nullable SigningKeys signingKeys;
        private Duration lifetime = Duration.ofMinutes(10);
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();
        private IssuerUrl.Scheme scheme = IssuerUrl.Scheme.HTTPS;

        private Builder() {}

        /**
         * Who issues ({@code iss}), exactly as verifiers expect it. Required.
         *
         * @param url an https URL without query and fragment; it may have a path
         * @return this builder
         */
        public Builder issuer(String url) {
            this.issuer = url;
            return this;
        }

        /**
         * For development: the issuer may be http on {@code localhost}, {@code 127.0.0.1} or {@code [::1]}.
         *
         * @return this builder
         */
        public Builder allowLoopbackHttp() {
            this.scheme = IssuerUrl.Scheme.HTTPS_OR_LOOPBACK_HTTP;
            return this;
        }

        /**
         * What signs. Required.
         *
         * @param keys the issuer's keys
         * @return this builder
         */
        public Builder signingKeys(SigningKeys keys) {
            this.signingKeys = keys;
            return this;
        }

        /**
         * How long a token lives that does not say otherwise. Default 10 minutes.
         *
         * @param usual at least 1 second, at most the signing keys' {@link SigningKeys#tokenLifetime} (1 hour by default)
         * @return this builder
         */
        public Builder lifetime(Duration usual) {
            this.lifetime = usual;
            return this;
        }

        /**
         * The clock. Default the system's.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * The randomness of {@code jti}. Default the platform's.
         *
         * @param source the randomness
         * @return this builder
         */
        public Builder random(SecureRandom source) {
            this.random = source;
            return this;
        }

        /**
         * The issuer.
         *
         * @return the issuer
         * @throws IllegalStateException if issuer or signing keys are missing
         * @throws IllegalArgumentException if the issuer is no such URL, or the lifetime out of bounds
         */
        public TokenIssuer build() {
            if (issuer == null || signingKeys == null) {
                throw new IllegalStateException("a token issuer needs issuer(url) and signingKeys(keys)");
            }
            requireWithin(lifetime, signingKeys.tokenLifetime());
            return new TokenIssuer(this, IssuerUrl.require(issuer, scheme), signingKeys);
        }
    }
}
