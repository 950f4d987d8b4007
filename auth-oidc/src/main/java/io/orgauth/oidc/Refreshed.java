package io.orgauth.oidc;

import io.orgauth.AuthUnavailableException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document of a provider, asked for again when somebody needs it and it is no longer fresh. There is no thread behind it: a control
 * plane has thousands of connections, most of them asleep.
 *
 * <p>One caller asks at a time. While the provider gives no good answer the last good one serves on, up to a day, and the provider is
 * left alone for some seconds. Thread-safe; ages are by the ticker, so that a step of the clock neither revives nor ends anything.
 */
final class Refreshed<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration TRUSTED = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration APART = Duration.ofSeconds(30);

    /** An answer, and how long its sender calls it fresh. */
    record Answer<T>(T value, Optional<Duration> maxAge) {}

    private record Held<T>(T value, long asked, Duration fresh) {}

    private record Failure(AuthUnavailableException cause, long at) {}

    private final String name;
    private final Supplier<Answer<T>> source;
    private final Duration usual;
    private final LongSupplier ticker;
    private final ReentrantLock asking = new ReentrantLock();

    private volatile @Nullable Held<T> held;
    private volatile @Nullable Failure failure;
    // Guarded by the lock; far enough back that the first is never too soon.
    private @Nullable Long lastHurried;

    /** A document that is fresh for {@code usual} unless its sender says otherwise. */
    Refreshed(String name, Duration usual, LongSupplier ticker, Supplier<Answer<T>> source) {
        this.name = name;
        this.usual = usual;
        this.ticker = ticker;
        this.source = source;
    }

    /**
     * The document, fresh if it can be had.
     *
     * @throws AuthUnavailableException as the source, if there is none to trust
     */
    T current() {
        Held<T> now = held;
        if (now != null && isWithin(now.asked(), now.fresh())) {
            return now.value();
        }
        if (now != null && isWithin(now.asked(), TRUSTED) && asking.isLocked()) {
            return now.value(); // somebody asks already
        }
        asking.lock();
        try {
            return asUnlessAsked();
        } finally {
            asking.unlock();
        }
    }

    private T asUnlessAsked() {
        Held<T> now = held;
        if (now != null && isWithin(now.asked(), now.fresh())) {
            return now.value(); // asked for while this thread waited
        }
        Failure failed = failure;
        return failed != null && isWithin(failed.at(), PAUSE) ? lastGood(failed.cause()) : ask();
    }

    /** A newer one than this, if there is; asked for at most twice a minute, however many callers want one. */
    T newerThan(T seen) {
        asking.lock();
        try {
            Held<T> now = held;
            if (now != null && now.value() != seen) {
                return now.value();
            }
            Long before = lastHurried;
            if (before != null && isWithin(before, APART)) {
                return seen;
            }
            lastHurried = ticker.getAsLong();
            return ask();
        } finally {
            asking.unlock();
        }
    }

    private T ask() {
        long asked = ticker.getAsLong();
        try {
            Answer<T> answer = source.get();
            Duration fresh = answer.maxAge().map(Refreshed::clamped).orElse(usual);
            if (failure != null) {
                LOG.info("{} is fresh again", name);
            }
            held = new Held<>(answer.value(), asked, fresh);
            failure = null;
            return answer.value();
        } catch (AuthUnavailableException e) {
            if (failure == null) {
                String next = held == null ? "nobody signs in by it" : "the last good one serves on";
                LOG.warn("{} can't be had, {}: {}", name, e.reason().code(), next);
            }
            LOG.debug("{}: {}", name, e.getMessage());
            failure = new Failure(e, ticker.getAsLong());
            return lastGood(e);
        }
    }

    private T lastGood(AuthUnavailableException cause) {
        Held<T> now = held;
        if (now != null && isWithin(now.asked(), TRUSTED)) {
            return now.value();
        }
        throw new AuthUnavailableException(cause.reason(), String.valueOf(cause.getMessage()), cause);
    }

    private boolean isWithin(long since, Duration age) {
        return ticker.getAsLong() - since < age.toNanos();
    }

    private static Duration clamped(Duration said) {
        return Collections.max(List.of(SHORTEST, Collections.min(List.of(said, LONGEST))));
    }
}
