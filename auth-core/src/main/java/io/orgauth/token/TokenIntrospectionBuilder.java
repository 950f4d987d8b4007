package io.orgauth.token;

import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.http.Fetcher;
import io.orgauth.http.GuardedFetcher;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Collects what a {@link TokenIntrospection} needs. Not thread-safe. */
public final class TokenIntrospectionBuilder {
    private static final Duration LONGEST_CACHE = Duration.ofMinutes(10);
    private static final Duration LONGEST_STALE = Duration.ofHours(1);
    private static final int MOST_ENTRIES = 1_000_000;

    private Optional<URI> endpoint = Optional.empty();
    private Optional<String> clientId = Optional.empty();
    private String clientSecret = "";
    private Optional<String> issuer = Optional.empty();
    private Optional<String> audience = Optional.empty();
    private Optional<OrganizationId> organization = Optional.empty();
    private TokenProfile profile = TokenProfile.orgAuth();
    private Limits limits = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ZERO, 10_000);
    private Optional<Fetcher> fetcher = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private LongSupplier ticker = System::nanoTime;

    TokenIntrospectionBuilder() {}

    /** How long and how many answers are used. */
    record Limits(Duration cacheFor, Duration cacheRefusalsFor, Duration trustStaleFor, int entries) {}

    /**
     * Where to ask.
     *
     * @param uri the issuer's introspection endpoint
     * @return this
     */
    public TokenIntrospectionBuilder endpoint(URI uri) {
        this.endpoint = Optional.of(uri);
        return this;
    }

    /**
     * As which client to ask: the resource's own.
     *
     * @param id as registered
     * @param secret as shown once
     * @return this
     */
    public TokenIntrospectionBuilder credentials(String id, String secret) {
        this.clientId = Optional.of(id);
        this.clientSecret = secret;
        return this;
    }

    /**
     * Whose subjects the callers are.
     *
     * @param exact the issuer; an answer that names another one is refused
     * @return this
     * @throws IllegalArgumentException as {@link Subject}
     */
    public TokenIntrospectionBuilder issuer(String exact) {
        Subject.of(exact, "anyone");
        this.issuer = Optional.of(exact);
        return this;
    }

    /**
     * The resource that tokens must be meant for; an answer without {@code aud} is refused.
     *
     * @param resource compared exactly
     * @return this
     */
    public TokenIntrospectionBuilder audience(String resource) {
        this.audience = Optional.of(resource);
        return this;
    }

    /**
     * The only organization whose callers are admitted.
     *
     * @param id its immutable id
     * @return this
     * @throws IllegalArgumentException as {@link OrganizationId#of}
     */
    public TokenIntrospectionBuilder organization(String id) {
        this.organization = Optional.of(OrganizationId.of(id));
        return this;
    }

    /**
     * Where organization, permissions and roles sit in an answer; {@link TokenProfile#orgAuth()} unless said.
     *
     * @param writing the profile
     * @return this
     */
    public TokenIntrospectionBuilder profile(TokenProfile writing) {
        this.profile = writing;
        return this;
    }

    /**
     * How long an answer is used, and so the longest that a revocation stays unknown while the issuer answers; 30 seconds unless
     * said, refusals a third of it.
     *
     * @param time zero to 10 minutes
     * @return this
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public TokenIntrospectionBuilder cacheFor(Duration time) {
        requireBetween("cacheFor", time, LONGEST_CACHE);
        this.limits = new Limits(time, time.dividedBy(3), limits.trustStaleFor(), limits.entries());
        return this;
    }

    /**
     * How much longer an admission is used while the issuer gives no answer; not at all unless said.
     *
     * @param time zero to 1 hour
     * @return this
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public TokenIntrospectionBuilder trustStaleFor(Duration time) {
        requireBetween("trustStaleFor", time, LONGEST_STALE);
        this.limits = new Limits(limits.cacheFor(), limits.cacheRefusalsFor(), time, limits.entries());
        return this;
    }

    /**
     * How many answers are kept; 10,000 unless said.
     *
     * @param entries 1 to 1,000,000
     * @return this
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public TokenIntrospectionBuilder maxEntries(int entries) {
        if (entries < 1 || entries > MOST_ENTRIES) {
            throw new IllegalArgumentException("maxEntries is " + entries + ", use 1 to " + MOST_ENTRIES);
        }
        this.limits = new Limits(limits.cacheFor(), limits.cacheRefusalsFor(), limits.trustStaleFor(), entries);
        return this;
    }

    /**
     * Asks through this, in place of {@link GuardedFetcher#operator()} as it comes: https to public addresses.
     *
     * @param door for an issuer in a private network, one that allows its host
     * @return this
     */
    public TokenIntrospectionBuilder fetcher(Fetcher door) {
        this.fetcher = Optional.of(door);
        return this;
    }

    /**
     * The clock for {@code exp} and {@code nbf}; the system's unless said.
     *
     * @param dates the clock
     * @return this
     */
    public TokenIntrospectionBuilder clock(Clock dates) {
        this.clock = dates;
        return this;
    }

    /**
     * Measures the age of answers.
     *
     * @param nanos nanoseconds that never run back, {@link System#nanoTime()} unless said
     * @return this
     */
    public TokenIntrospectionBuilder ticker(LongSupplier nanos) {
        this.ticker = nanos;
        return this;
    }

    /**
     * The authenticator.
     *
     * @return ready to ask
     * @throws IllegalStateException if something is missing; the message names the call to add
     */
    public TokenIntrospection build() {
        URI where = endpoint.orElseThrow(() -> missing("where to ask: .endpoint(...)"));
        String client = clientId.orElseThrow(() -> missing("as which client to ask: .credentials(...)"));
        IntrospectionAnswers answers = new IntrospectionAnswers(
                issuer.orElseThrow(() -> missing("whose tokens count: .issuer(...)")),
                audience.orElseThrow(() -> missing("what tokens must be meant for: .audience(...)")),
                organization.orElseThrow(() -> missing("whose callers are admitted: .organization(...)")),
                profile,
                clock);
        Fetcher door = fetcher.orElseGet(() -> GuardedFetcher.operator().build());
        return new TokenIntrospection(
                new IntrospectionRequest(door, where, client, clientSecret), answers, limits, ticker);
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException("say " + what);
    }

    private static void requireBetween(String what, Duration time, Duration most) {
        if (time.isNegative() || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " is " + time + ", use zero to " + most);
        }
    }
}
