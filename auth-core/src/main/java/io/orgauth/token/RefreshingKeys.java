package io.orgauth.token;

import io.orgauth.AuthUnavailableException;
import io.orgauth.http.FetchException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's keys, asked for again and again in the background. Whoever verifies reads the last good set and waits for
 * nobody. Nothing here is keyed by what a token says, so no flood of unknown key ids fills anything. Thread-safe.
 */
final class RefreshingKeys implements Keys {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshingKeys.class);

    private static final Duration UNSAID_FRESHNESS = Duration.ofMinutes(5);
    private static final Duration SHORTEST_FRESHNESS = Duration.ofMinutes(1);
    private static final Duration LONGEST_FRESHNESS = Duration.ofHours(1);

    // Few threads, and not for long: a flood of unknown key ids while the issuer hangs must not hold all of a server's.
    private static final int MOST_WAITING = 8;

    private final String issuer;
    private final KeyFetch fetch;
    private final Optional<KeptKeys> kept;
    private final RemoteKeySource.Settings settings;
    private final long trustedNanos;
    private final RefreshSchedule schedule;
    private final Runnable atClose;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    private CountDownLatch first = new CountDownLatch(0);
    private @Nullable Snapshot restored;
    private volatile @Nullable Snapshot snapshot;
    private volatile Optional<String> lastError = Optional.empty();
    private KeyHealth.State reported = KeyHealth.State.FRESH;

    /** A good set, and the tick at which it was asked for. */
    private record Snapshot(KeySet keys, long asked) {}

    RefreshingKeys(String issuer, KeyFetch fetch, Optional<KeptKeys> kept, RemoteKeySource.Settings settings) {
        this.issuer = issuer;
        this.fetch = fetch;
        this.kept = kept;
        this.settings = settings;
        this.trustedNanos = settings.trustStaleFor.toNanos();
        RefreshScheduler scheduler = RefreshScheduler.of(settings.scheduler);
        this.schedule = new RefreshSchedule(scheduler.executor(), settings.ticker, settings.apart, this::refresh);
        this.atClose = scheduler::close;
    }

    /**
     * Begins to ask. A kept set that is younger than a refresh interval serves at once; an older one only after the issuer
     * did not answer, as it may hold a key that was removed since.
     */
    RefreshingKeys start() {
        Optional<KeptKeys.Copy> copy = kept.flatMap(KeptKeys::read);
        long now = settings.ticker.getAsLong();
        restored =
                copy.map(c -> new Snapshot(c.keys(), now - c.age().toNanos())).orElse(null);
        if (copy.isPresent() && copy.get().age().compareTo(freshness(Optional.empty())) <= 0) {
            snapshot = restored;
        }
        first = schedule.start();
        return this;
    }

    @Override
    public KeySet current() {
        Snapshot held = snapshot;
        return held != null && isTrusted(held) ? held.keys : afterFirstAnswer();
    }

    private KeySet afterFirstAnswer() {
        await(first, restored == null ? settings.deadline : settings.patience);
        restore();
        Snapshot held = snapshot;
        if (held == null) {
            throw unavailable("were never obtained");
        }
        if (!isTrusted(held)) {
            throw unavailable("were last obtained " + age(held) + " ago, trusted are " + settings.trustStaleFor);
        }
        return held.keys;
    }

    private AuthUnavailableException unavailable(String problem) {
        return new AuthUnavailableException(
                TokenReason.KEYS_UNAVAILABLE,
                "keys of " + issuer + " " + problem
                        + lastError.map(code -> ", last error " + code).orElse(""));
    }

    @Override
    public KeySet newerThan(KeySet seen) {
        if (isSuperseded(seen)) {
            return current();
        }
        Optional<CountDownLatch> underWay = schedule.soon();
        if (underWay.isEmpty() || !waiting.tryAcquire()) {
            return seen;
        }
        try {
            await(underWay.get(), settings.patience);
        } finally {
            waiting.release();
        }
        return isSuperseded(seen) ? current() : seen;
    }

    private boolean isSuperseded(KeySet seen) {
        Snapshot held = snapshot;
        return held != null && held.keys != seen;
    }

    @Override
    public KeyHealth health() {
        Snapshot held = snapshot;
        return new KeyHealth(
                state(), Optional.ofNullable(held).map(this::age), lastError, held == null ? 0 : held.keys.skipped());
    }

    private KeyHealth.State state() {
        Snapshot held = snapshot;
        if (held == null || !isTrusted(held)) {
            return KeyHealth.State.UNAVAILABLE;
        }
        return lastError.isPresent() ? KeyHealth.State.STALE : KeyHealth.State.FRESH;
    }

    @Override
    public void close() {
        schedule.close();
        atClose.run();
    }

    /** One attempt; how long after it the next is wanted. */
    private Duration refresh() {
        long asked = settings.ticker.getAsLong();
        try {
            KeyFetch.Fetched fetched = fetch.fetch();
            accept(fetched, asked);
            return freshness(fetched.maxAge());
        } catch (FetchException e) {
            failed(e.problem().code(), e);
        } catch (KeysRefusedException e) {
            failed(e.code(), e);
        } catch (RuntimeException e) {
            failed("failed", e);
        }
        return Duration.ZERO;
    }

    private Duration freshness(Optional<Duration> maxAge) {
        Duration wanted = settings.refreshEvery.orElseGet(() -> clamped(maxAge.orElse(UNSAID_FRESHNESS)));
        return Collections.min(List.of(wanted, settings.trustStaleFor.dividedBy(2)));
    }

    private static Duration clamped(Duration said) {
        return Collections.max(List.of(SHORTEST_FRESHNESS, Collections.min(List.of(said, LONGEST_FRESHNESS))));
    }

    private void accept(KeyFetch.Fetched fetched, long asked) {
        Snapshot before;
        synchronized (this) {
            before = snapshot;
            snapshot = new Snapshot(fetched.keys(), asked);
            lastError = Optional.empty();
        }
        if (before == null || !before.keys.kids().equals(fetched.keys().kids())) {
            LOG.info("keys of {}: {}", issuer, fetched.keys());
        }
        report("answered");
        kept.ifPresent(copy -> copy.write(fetched.document(), age(asked)));
    }

    private void failed(String code, RuntimeException cause) {
        lastError = Optional.of(code);
        restore();
        report(code);
        LOG.debug("keys of {} not refreshed, {}: {}", issuer, code, cause.getMessage());
    }

    /** Only the first attempt may be waited for; when it failed, or takes too long, what was kept has to do. */
    private synchronized void restore() {
        if (snapshot == null) {
            snapshot = restored;
        }
    }

    /** Once for each change, however long an outage is. */
    private void report(String what) {
        KeyHealth.State now = state();
        if (now == reported) {
            return;
        }
        reported = now;
        switch (now) {
            case FRESH -> LOG.info("keys of {} are fresh again", issuer);
            case STALE ->
                LOG.warn(
                        "keys of {}: {}, the last good set goes on for up to {}", issuer, what, settings.trustStaleFor);
            case UNAVAILABLE -> LOG.warn("keys of {}: {}, no set to trust, its tokens are answered 503", issuer, what);
        }
    }

    /** By the ticker, so that a step of the wall clock neither revives a set nor ends it. */
    private boolean isTrusted(Snapshot held) {
        return settings.ticker.getAsLong() - held.asked <= trustedNanos;
    }

    private Duration age(Snapshot held) {
        return age(held.asked);
    }

    private Duration age(long asked) {
        return Duration.ofNanos(settings.ticker.getAsLong() - asked);
    }

    private static void await(CountDownLatch latch, Duration longest) {
        try {
            latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
