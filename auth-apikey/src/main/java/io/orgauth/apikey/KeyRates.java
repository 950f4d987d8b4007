package io.orgauth.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.orgauth.ApiKeyReason;
import io.orgauth.AuthUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often each key may be used (the generic cell rate algorithm): one number a key, and for no more than 100,000 keys, the
 * busiest. Only proven keys come here, so that nobody fills it with made-up ones. Thread-safe.
 */
final class KeyRates {
    private static final int MOST_KEYS = 100_000;

    private final Optional<ApiKeyRate> rate;
    private final Ticker ticker;
    private final long interval;
    private final long tolerance;

    // When the key will have caught up, in nanoseconds since the start.
    private final Cache<String, AtomicLong> caughtUp;
    private final long start;

    /** Without a rate every use is let through. */
    KeyRates(Optional<ApiKeyRate> rate, Ticker ticker) {
        this.rate = rate;
        this.ticker = ticker;
        this.interval = rate.map(some -> Duration.ofSeconds(1).toNanos() / some.perSecond())
                .orElse(0L);
        this.tolerance = rate.map(some -> interval * (some.burst() - 1)).orElse(0L);
        this.caughtUp = Caffeine.newBuilder().maximumSize(MOST_KEYS).build();
        this.start = ticker.read();
    }

    /**
     * Counts one use.
     *
     * @throws AuthUnavailableException with API_KEY_RATE_LIMITED and when to come again
     */
    void use(String id) {
        if (rate.isEmpty()) {
            return;
        }
        AtomicLong at = caughtUp.get(id, unseen -> new AtomicLong());
        long now = ticker.read() - start;
        long wait = wait(at, now);
        if (wait > 0) {
            throw AuthUnavailableException.throttled(
                    ApiKeyReason.API_KEY_RATE_LIMITED,
                    "the key was used more than " + rate.get().perSecond() + " times a second",
                    Duration.ofNanos(wait));
        }
    }

    /** How long to wait; zero if this use is let through, and counted. */
    private long wait(AtomicLong at, long now) {
        while (true) {
            long before = at.get();
            long begin = Math.max(before, now);
            if (begin - now > tolerance) {
                return begin - now - tolerance;
            }
            if (at.compareAndSet(before, begin + interval)) {
                return 0;
            }
        }
    }
}
