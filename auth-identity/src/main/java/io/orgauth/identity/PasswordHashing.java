package io.orgauth.identity;

import io.orgauth.AuthUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs the expensive functions, a few at a time: each takes tens of milliseconds and 19 MiB, so that a flood of sign-ins would
 * otherwise take all memory and leave no processor for verifying tokens. Thread-safe.
 */
final class PasswordHashing {
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_WAITING = 200;
    private static final long MUCH_MEMORY = 64L << 20;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Semaphore permits;
    private final int all;
    private final Duration longestWait;
    private final AtomicInteger waiting = new AtomicInteger();
    private final SecureRandom random;
    private final PasswordHash nobody;

    PasswordHashing(SecureRandom random) {
        this(
                random,
                new Semaphore(Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()), true),
                LONGEST_WAIT);
    }

    /** With as many at once as there are permits. */
    PasswordHashing(SecureRandom random, Semaphore permits, Duration longestWait) {
        this.random = random;
        this.permits = permits;
        this.all = permits.availablePermits();
        this.longestWait = longestWait;
        this.nobody = PasswordHash.parse(Argon2Hash.of("nobody's password", random));
    }

    String hash(String password) {
        return bounded(1, () -> Argon2Hash.of(password, random));
    }

    boolean matches(PasswordHash hash, String password) {
        // An imported hash may take much memory: it is verified alone, so that the most of all never adds up.
        return bounded(hash.memoryBytes() > MUCH_MEMORY ? all : 1, () -> hash.matches(password));
    }

    /** As much work as a real verification, for whoever has no password: the time must not tell. */
    void matchNobody(String password) {
        matches(nobody, password);
    }

    private <T> T bounded(int share, Supplier<T> work) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw busy();
        }
        try {
            if (!permits.tryAcquire(share, longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            waiting.decrementAndGet();
        }
        try {
            return work.get();
        } finally {
            permits.release(share);
        }
    }

    private static AuthUnavailableException busy() {
        return new AuthUnavailableException(
                IdentityReason.TOO_MANY_ATTEMPTS, "more passwords wait to be checked than can be, try again");
    }
}
