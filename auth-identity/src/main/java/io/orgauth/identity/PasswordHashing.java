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
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Semaphore permits =
            new Semaphore(Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()), true);
    private final AtomicInteger waiting = new AtomicInteger();
    private final SecureRandom random;
    private final PasswordHash nobody;

    PasswordHashing(SecureRandom random) {
        this.random = random;
        this.nobody = PasswordHash.parse(Argon2Hash.of("nobody's password", random));
    }

    String hash(String password) {
        return bounded(() -> Argon2Hash.of(password, random));
    }

    boolean matches(PasswordHash hash, String password) {
        return bounded(() -> hash.matches(password));
    }

    /** As much work as a real verification, for whoever has no password: the time must not tell. */
    void matchNobody(String password) {
        matches(nobody, password);
    }

    private <T> T bounded(Supplier<T> work) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw busy();
        }
        try {
            if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
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
            permits.release();
        }
    }

    private static AuthUnavailableException busy() {
        return new AuthUnavailableException(
                IdentityReason.TOO_MANY_ATTEMPTS, "more passwords wait to be checked than can be, try again");
    }
}
