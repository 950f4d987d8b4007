package io.orgauth.token;

import io.orgauth.http.Fetcher;
import io.orgauth.http.GuardedFetcher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keys that are fetched from the issuer and fetched again in the background.
 *
 * <pre>{@code
 * KeySource keys = KeySource.discovery().keepIn(Path.of("/var/lib/orgauth"));
 * }</pre>
 *
 * <p>The verifier is built whether the issuer answers or not; the first fetch starts then, and the first tokens wait for it,
 * 10 seconds at most. From there on no token with a known key waits for a fetch. While the issuer is sick the last good set is
 * used, up to {@link #trustStaleFor}; then tokens are refused with {@link TokenReason#KEYS_UNAVAILABLE}. A removed key is refused
 * after the next refresh.
 *
 * <p>However many tokens name unknown keys, there is one refresh in 30 seconds. A newly published key is accepted that long
 * after a token first names it, plus the fetch; mostly at once, since the token that causes the refresh waits for it, up to 2
 * seconds and together with 7 others at most.
 *
 * <p>Immutable and thread-safe; each method returns a changed copy.
 */
public final class RemoteKeySource extends KeySource {
    private static final Duration LONGEST_REFRESH = Duration.ofHours(24);
    private static final Duration SHORTEST_TRUST = Duration.ofMinutes(5);
    static final Duration LONGEST_TRUST = Duration.ofDays(30);

    private final Optional<URI> jwks;
    private final Settings settings;

    private RemoteKeySource(Optional<URI> jwks, Settings settings) {
        this.jwks = jwks;
        this.settings = settings;
    }

    /** What can be changed. Changed before it is shared, never after. */
    static final class Settings {
        Optional<Fetcher> fetcher = Optional.empty();
        Optional<Duration> refreshEvery = Optional.empty();
        Duration trustStaleFor = Duration.ofHours(24);
        Optional<Path> keepIn = Optional.empty();
        Optional<ScheduledExecutorService> scheduler = Optional.empty();
        LongSupplier ticker = System::nanoTime;
        Clock clock = Clock.systemUTC();
        Duration apart = Duration.ofSeconds(30);
        Duration deadline = Duration.ofSeconds(10);
        Duration patience = Duration.ofSeconds(2);

        private Settings copy() {
            Settings copy = new Settings();
            copy.fetcher = fetcher;
            copy.refreshEvery = refreshEvery;
            copy.trustStaleFor = trustStaleFor;
            copy.keepIn = keepIn;
            copy.scheduler = scheduler;
            copy.ticker = ticker;
            copy.clock = clock;
            copy.apart = apart;
            copy.deadline = deadline;
            copy.patience = patience;
            return copy;
        }
    }

    static RemoteKeySource at(URI jwks) {
        if (DiscoveryFetch.uri(jwks.toString()).isEmpty()) {
            throw new IllegalArgumentException("jwksUri must be an https URL with a host and no user");
        }
        return new RemoteKeySource(Optional.of(jwks), new Settings());
    }

    static RemoteKeySource discovered() {
        return new RemoteKeySource(Optional.empty(), new Settings());
    }

    /**
     * Fetches through this, in place of {@link GuardedFetcher#operator()} as it comes: https to public addresses.
     *
     * @param fetcher for an issuer in a private network, one that allows its host
     * @return the changed source
     */
    public RemoteKeySource fetcher(Fetcher fetcher) {
        return with(changed -> changed.fetcher = Optional.of(fetcher));
    }

    /**
     * Refreshes at this interval. Unless said, the issuer's {@code Cache-Control: max-age} decides, within 1 minute and 1 hour,
     * or else 5 minutes; and never less often than twice in {@link #trustStaleFor}.
     *
     * @param interval 30 seconds to 24 hours
     * @return the changed source
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public RemoteKeySource refreshEvery(Duration interval) {
        if (interval.compareTo(settings.apart) < 0 || interval.compareTo(LONGEST_REFRESH) > 0) {
            throw new IllegalArgumentException("refreshEvery is " + interval + ", use PT30S to PT24H");
        }
        return with(changed -> changed.refreshEvery = Optional.of(interval));
    }

    /**
     * Trusts the last good set for so long after it was fetched: 24 hours unless said. This is also how long a key that the
     * issuer removed still counts where the issuer is out of reach.
     *
     * @param age 5 minutes to 30 days, at least twice {@link #refreshEvery}
     * @return the changed source
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public RemoteKeySource trustStaleFor(Duration age) {
        if (age.compareTo(SHORTEST_TRUST) < 0 || age.compareTo(LONGEST_TRUST) > 0) {
            throw new IllegalArgumentException("trustStaleFor is " + age + ", use PT5M to P30D");
        }
        return with(changed -> changed.trustStaleFor = age);
    }

    /**
     * Keeps the last good set in this directory, so that a restart while the issuer is out works. Its age counts from its
     * fetch. Whoever can write there decides which tokens are good: give it to this service alone.
     *
     * @param directory made if it is not there; several verifiers may share it
     * @return the changed source
     */
    public RemoteKeySource keepIn(Path directory) {
        return with(changed -> changed.keepIn = Optional.of(directory));
    }

    /**
     * Refreshes on this scheduler, in place of one daemon thread of its own. A fetch holds its thread for up to 10 seconds.
     *
     * @param scheduler not shut down when the verifier is closed
     * @return the changed source
     */
    public RemoteKeySource scheduler(ScheduledExecutorService scheduler) {
        return with(changed -> changed.scheduler = Optional.of(scheduler));
    }

    /**
     * Measures ages and intervals with this.
     *
     * @param ticker nanoseconds that never run back, {@link System#nanoTime()} unless said
     * @return the changed source
     */
    public RemoteKeySource ticker(LongSupplier ticker) {
        return with(changed -> changed.ticker = ticker);
    }

    /**
     * Dates what is kept on disk with this, and nothing else.
     *
     * @param clock the system's unless said
     * @return the changed source
     */
    public RemoteKeySource clock(Clock clock) {
        return with(changed -> changed.clock = clock);
    }

    /** For tests, which have no 30 seconds between refreshes and no 10 for one. */
    RemoteKeySource hurried(Duration apart, Duration deadline) {
        return with(changed -> {
            changed.apart = apart;
            changed.deadline = deadline;
        });
    }

    /** For tests: how long an unknown key id waits. */
    RemoteKeySource patience(Duration patience) {
        return with(changed -> changed.patience = patience);
    }

    private RemoteKeySource with(Consumer<Settings> change) {
        Settings changed = settings.copy();
        change.accept(changed);
        return new RemoteKeySource(jwks, changed);
    }

    @Override
    Keys open(String issuer) {
        requireTwoRefreshes();
        requireFetcherFor(jwks.map(URI::getScheme).orElse(issuer));
        Fetcher fetcher =
                settings.fetcher.orElseGet(() -> GuardedFetcher.operator().build());
        KeyFetch fetch = jwks.<KeyFetch>map(uri -> new JwksFetch(fetcher, uri, settings.deadline))
                .orElseGet(() -> new DiscoveryFetch(fetcher, settings.ticker, settings.deadline, issuer));
        Optional<KeptKeys> kept = settings.keepIn.map(directory ->
                KeptKeys.in(directory, issuer, jwks.map(URI::toString).orElse("discovery"), settings.clock));
        return new RefreshingKeys(issuer, fetch, kept, settings).start();
    }

    private void requireTwoRefreshes() {
        settings.refreshEvery
                .filter(interval -> interval.multipliedBy(2).compareTo(settings.trustStaleFor) > 0)
                .ifPresent(interval -> {
                    throw new IllegalArgumentException(
                            "trustStaleFor is " + settings.trustStaleFor + ", less than twice refreshEvery (" + interval
                                    + "), so one lost answer would stop all tokens");
                });
    }

    /** The default door refuses http on each fetch; saying so when built saves a search through logs. */
    private void requireFetcherFor(String url) {
        if (url.startsWith("http") && !url.startsWith("https") && settings.fetcher.isEmpty()) {
            throw new IllegalArgumentException("keys come over https; for http on loopback in development add "
                    + ".fetcher(GuardedFetcher.operator().allowLoopback().build())");
        }
    }

    @Override
    public String toString() {
        return "RemoteKeySource[" + jwks.map(URI::toString).orElse("discovery") + "]";
    }
}
