package io.orgauth.token;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.Subject;
import io.orgauth.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verifies access tokens without a round trip (RFC 9068, 4; RFC 8725) and admits one organization's callers.
 *
 * <pre>{@code
 * TokenVerifier verifier = TokenVerifier.builder()
 *     .issuer("https://auth.example.com")
 *     .audience("https://data.acme.example")
 *     .organization("org_acme")
 *     .keys(KeySource.jwksFile(Path.of("jwks.json")))
 *     .build();
 * Principal caller = verifier.verify(token);
 * }</pre>
 *
 * <p>Immutable and thread-safe. Close it if its keys come from a place that is asked again, which ends the asking.
 */
public final class TokenVerifier implements Authenticator<Credential.Jwt>, AutoCloseable {
    private final Map<String, IssuerVerifier> issuers;
    private final IssuerVerifier first;
    private final int maxTokenBytes;

    private TokenVerifier(List<IssuerVerifier> verifiers) {
        this.issuers = new LinkedHashMap<>();
        for (IssuerVerifier verifier : verifiers) {
            if (issuers.put(verifier.issuer(), verifier) != null) {
                throw new IllegalArgumentException(
                        "issuer " + verifier.issuer() + " stands twice, give each issuer one verifier");
            }
        }
        this.first = verifiers.get(0);
        this.maxTokenBytes =
                verifiers.stream().mapToInt(IssuerVerifier::maxTokenBytes).max().orElseThrow();
    }

    /**
     * A verifier for one issuer.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * One verifier for the tokens of several issuers. Each keeps its own keys, audience, organization and profile; a subject of
     * one is never a subject of another.
     *
     * @param verifiers one for each issuer; closing the result closes them
     * @return the verifier
     * @throws IllegalArgumentException if there is none, or two have the same issuer
     */
    public static TokenVerifier anyOf(TokenVerifier... verifiers) {
        if (verifiers.length == 0) {
            throw new IllegalArgumentException("anyOf(...) needs at least one verifier");
        }
        return new TokenVerifier(Arrays.stream(verifiers)
                .flatMap(v -> v.issuers.values().stream())
                .toList());
    }

    /**
     * Proves the caller that presents this token.
     *
     * @param token the compact serialization, without {@code Bearer}
     * @return the proven caller
     * @throws InvalidCredentialException with a {@link TokenReason} if the token proves nothing here
     * @throws io.orgauth.AuthUnavailableException with {@link TokenReason#KEYS_UNAVAILABLE} if the issuer's keys are out of reach
     */
    public Principal verify(String token) {
        Jws jws = Jws.parse(token, maxTokenBytes);
        if (issuers.size() == 1) {
            return first.verify(jws);
        }
        JsonObject claims = IssuerVerifier.claims(jws);
        IssuerVerifier verifier = issuers.get(Claims.requiredString(claims, "iss"));
        if (verifier == null) {
            throw new InvalidCredentialException(
                    TokenReason.OTHER_ISSUER, "token \"iss\" is none of " + issuers.keySet());
        }
        return verifier.verify(jws, claims);
    }

    @Override
    public Principal authenticate(Credential.Jwt credential) {
        return verify(credential.compact());
    }

    @Override
    public Class<Credential.Jwt> accepts() {
        return Credential.Jwt.class;
    }

    @Override
    public Optional<OrganizationId> organization() {
        return common(
                issuers.values().stream().map(IssuerVerifier::organization).collect(Collectors.toSet()));
    }

    @Override
    public Optional<String> resource() {
        return common(issuers.values().stream()
                .map(verifier -> Optional.of(verifier.audience()))
                .collect(Collectors.toSet()));
    }

    private static <T> Optional<T> common(Set<Optional<T>> declared) {
        return declared.size() == 1 ? declared.iterator().next() : Optional.empty();
    }

    /**
     * How the keys of each issuer are doing, for readiness and metrics. Asks nobody.
     *
     * @return by issuer, unmodifiable
     */
    public Map<String, KeyHealth> keyHealth() {
        return issuers.values().stream()
                .collect(Collectors.toUnmodifiableMap(IssuerVerifier::issuer, IssuerVerifier::keyHealth));
    }

    /** Ends the asking for keys. The verifier goes on with those it has until they are too old. */
    @Override
    public void close() {
        issuers.values().forEach(IssuerVerifier::close);
    }

    /** The issuers only. */
    @Override
    public String toString() {
        return "TokenVerifier" + issuers.keySet();
    }

    /** Collects what a verifier needs. Not thread-safe. */
    public static final class Builder {
        private static final Duration MAX_SKEW = Duration.ofMinutes(5);
        private static final int LARGEST_TOKEN = 65_536;

        Optional<String> issuer = Optional.empty();
        Optional<String> audience = Optional.empty();
        Optional<OrganizationId> organization = Optional.empty();
        TokenProfile profile = TokenProfile.orgAuth();
        Set<JwsAlgorithm> algorithms = EnumSet.allOf(JwsAlgorithm.class);
        Clock clock = Clock.systemUTC();
        Duration clockSkew = Duration.ofSeconds(60);
        Duration maxLifetime = Duration.ofHours(24);
        int maxTokenBytes = 16_384;
        private Optional<KeySource> keys = Optional.empty();
        private boolean anyOrganization;

        private Builder() {}

        /**
         * The only issuer whose tokens count; compared exactly, a trailing slash included.
         *
         * @param issuer the {@code iss} of its tokens
         * @return this
         * @throws IllegalArgumentException as {@link Subject}
         */
        public Builder issuer(String issuer) {
            Subject.of(required("issuer", issuer), "anyone"); // an issuer that no subject can have admits nobody
            this.issuer = Optional.of(issuer);
            return this;
        }

        /**
         * The resource that tokens must be meant for; compared exactly.
         *
         * @param audience what must be in their {@code aud}
         * @return this
         */
        public Builder audience(String audience) {
            this.audience = Optional.of(required("audience", audience));
            return this;
        }

        /**
         * The only organization whose callers are admitted.
         *
         * @param organization its immutable id
         * @return this
         * @throws IllegalArgumentException as {@link OrganizationId#of}
         */
        public Builder organization(String organization) {
            this.organization = Optional.of(OrganizationId.of(organization));
            return this;
        }

        /**
         * Admits callers of every organization of the issuer, as a control plane does. A data plane says {@link #organization}.
         *
         * @return this
         */
        public Builder anyOrganization() {
            this.anyOrganization = true;
            return this;
        }

        /**
         * Where the issuer's keys come from.
         *
         * @param keys the source
         * @return this
         */
        public Builder keys(KeySource keys) {
            this.keys = Optional.of(keys);
            return this;
        }

        /**
         * How the issuer writes its tokens, {@link TokenProfile#orgAuth()} unless said.
         *
         * @param profile the profile
         * @return this
         */
        public Builder profile(TokenProfile profile) {
            this.profile = profile;
            return this;
        }

        /**
         * Admits these algorithms only. Unless said, each key's own algorithm decides.
         *
         * @param algorithms one or more, of one kind: whoever verifies by a shared secret could sign as well
         * @return this
         * @throws IllegalArgumentException if there is none, or HMAC stands beside others
         */
        public Builder algorithms(JwsAlgorithm... algorithms) {
            if (algorithms.length == 0) {
                throw new IllegalArgumentException("algorithms(...) needs at least one");
            }
            long shared = Arrays.stream(algorithms)
                    .filter(algorithm -> algorithm.family() == JwsAlgorithm.Family.OCT)
                    .count();
            if (shared != 0 && shared != algorithms.length) {
                throw new IllegalArgumentException(
                        "an issuer signs with a shared secret or with key pairs, give each kind its own verifier");
            }
            this.algorithms = EnumSet.copyOf(List.of(algorithms));
            return this;
        }

        /**
         * The clock for {@code exp}, {@code nbf} and {@code iat}; the system's unless said.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * How far the issuer's clock may be off, on both sides: 60 seconds unless said.
         *
         * @param skew zero to 5 minutes
         * @return this
         */
        public Builder clockSkew(Duration skew) {
            if (skew.isNegative() || skew.compareTo(MAX_SKEW) > 0) {
                throw new IllegalArgumentException("clock skew must be 0 to 5 minutes, mend the clock instead");
            }
            this.clockSkew = skew;
            return this;
        }

        /**
         * The longest time from {@code iat} to {@code exp} that is believed: 24 hours unless said.
         *
         * @param lifetime more than zero
         * @return this
         */
        public Builder maxLifetime(Duration lifetime) {
            if (lifetime.isNegative() || lifetime.isZero()) {
                throw new IllegalArgumentException("the longest lifetime must be more than zero");
            }
            this.maxLifetime = lifetime;
            return this;
        }

        /**
         * The longest token that is read: 16,384 characters unless said.
         *
         * @param bytes 1,024 to 65,536
         * @return this
         */
        public Builder maxTokenBytes(int bytes) {
            if (bytes < 1_024 || bytes > LARGEST_TOKEN) {
                throw new IllegalArgumentException("the longest token must be 1,024 to 65,536 characters");
            }
            this.maxTokenBytes = bytes;
            return this;
        }

        /**
         * The verifier.
         *
         * @return an immutable verifier
         * @throws IllegalStateException if something is missing; the message names the call to add
         */
        public TokenVerifier build() {
            String from = issuer.orElseThrow(() -> new IllegalStateException("say whose tokens count: .issuer(...)"));
            if (audience.isEmpty()) {
                throw new IllegalStateException("say what tokens must be meant for: .audience(...)");
            }
            KeySource source = keys.orElseThrow(
                    () -> new IllegalStateException("say where the issuer's keys are: .keys(KeySource.jwksFile(...))"));
            if (organization.isPresent() == anyOrganization) {
                throw new IllegalStateException(
                        "say either whose callers are admitted, .organization(...), or .anyOrganization()");
            }
            if (anyOrganization && profile.organization() instanceof OrganizationClaim.OfIssuer) {
                throw new IllegalStateException(
                        "the profile names no organization in tokens, so .organization(...) must say the issuer's");
            }
            return new TokenVerifier(List.of(new IssuerVerifier(this, source.open(from))));
        }

        private static String required(String what, String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(what + " must not be blank");
            }
            return value;
        }
    }
}
