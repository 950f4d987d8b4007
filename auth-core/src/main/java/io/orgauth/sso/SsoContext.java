package io.orgauth.sso;

import io.orgauth.ReplayGuard;
import io.orgauth.http.Fetcher;
import io.orgauth.http.GuardedFetcher;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * What connections live in: our own URLs, time, randomness, the door to the network, and the memory of what was used.
 *
 * <p>Immutable and thread-safe.
 */
public final class SsoContext {
    private final String issuer;
    private final ReplayGuard replayGuard;
    private final Clock clock;
    private final SecureRandom random;
    private final Fetcher fetcher;

    private SsoContext(Builder builder, String issuer, ReplayGuard replayGuard) {
        this.issuer = issuer;
        this.replayGuard = replayGuard;
        this.clock = builder.clock;
        this.random = builder.random;
        this.fetcher =
                builder.fetcher.orElseGet(() -> GuardedFetcher.organization().build());
    }

    /**
     * A context for connections outside of a control plane.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The exact issuer, from which all our URLs are made.
     *
     * @return the issuer
     */
    public String issuer() {
        return issuer;
    }

    /**
     * Where the identity provider sends the browser back to: one URL for each connection, so that an answer of one can't be passed
     * off as another's.
     *
     * @param connection the connection's id
     * @return the assertion consumer service or redirect URI
     */
    public URI callback(String connection) {
        return URI.create(issuer + "/sso/" + connection + "/callback");
    }

    /**
     * Where our metadata for a connection is; in SAML also our entity id.
     *
     * @param connection the connection's id
     * @return the URL
     */
    public URI metadata(String connection) {
        return URI.create(issuer + "/sso/" + connection + "/metadata");
    }

    /**
     * What has been used and must not be again.
     *
     * @return the guard
     */
    public ReplayGuard replayGuard() {
        return replayGuard;
    }

    /**
     * For dates.
     *
     * @return the clock
     */
    public Clock clock() {
        return clock;
    }

    /**
     * For handles, nonces and request ids.
     *
     * @return the source
     */
    public SecureRandom random() {
        return random;
    }

    /**
     * The only door to the network.
     *
     * @return the fetcher
     */
    public Fetcher fetcher() {
        return fetcher;
    }

    /** Collects a context. Not thread-safe. */
    public static final class Builder {
        private Optional<String> issuer = Optional.empty();
        private Optional<ReplayGuard> replayGuard = Optional.empty();
        private Optional<Fetcher> fetcher = Optional.empty();
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();

        private Builder() {}

        /**
         * The issuer, from which our URLs are made.
         *
         * @param url https, with or without a path, no slash at the end
         * @return this
         */
        public Builder issuer(String url) {
            this.issuer = Optional.of(url);
            return this;
        }

        /**
         * Where used messages are remembered; on several nodes one that they share.
         *
         * @param guard for example {@link ReplayGuard#inMemory}
         * @return this
         */
        public Builder replayGuard(ReplayGuard guard) {
            this.replayGuard = Optional.of(guard);
            return this;
        }

        /**
         * The door to the network; {@link GuardedFetcher#organization()} unless said, as organizations give the URLs.
         *
         * @param door the fetcher
         * @return this
         */
        public Builder fetcher(Fetcher door) {
            this.fetcher = Optional.of(door);
            return this;
        }

        /**
         * The clock; the system's unless said.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * The source of handles, nonces and request ids; a new one unless said.
         *
         * @param source the source
         * @return this
         */
        public Builder random(SecureRandom source) {
            this.random = source;
            return this;
        }

        /**
         * The context.
         *
         * @return an immutable context
         * @throws IllegalStateException if issuer or replay guard is missing; the message names the call to add
         */
        public SsoContext build() {
            String url = issuer.orElseThrow(() -> new IllegalStateException("say which issuer we are: .issuer(...)"));
            ReplayGuard guard = replayGuard.orElseThrow(
                    () -> new IllegalStateException(
                            "say where used messages are remembered: .replayGuard(ReplayGuard.inMemory(clock)) or a shared one"));
            return new SsoContext(this, url, guard);
        }
    }
}
