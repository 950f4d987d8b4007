package io.orgauth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When keys change their state; pure arithmetic.
 *
 * @param rotateEvery how long a key signs, or empty if only an operator rotates
 * @param publishAhead how long a key must have been published before it signs: the JWKS cache time, the time in which
 *     every node has read the store, and the clock skew
 * @param keepRetired how long a key stays published after it stopped signing: token lifetime, clock skew of
 *     verifiers and nodes, and the time in which every node has read the store
 * @param clockSkew how far ahead of this node's clock another node's may be
 */
record SigningKeySchedule(
        Optional<Duration> rotateEvery, Duration publishAhead, Duration keepRetired, Duration clockSkew) {

    Instant ripeAt(SigningKey next) {
        return next.since().plus(publishAhead);
    }

    boolean isRipe(SigningKey next, Instant now) {
        return !now.isBefore(ripeAt(next));
    }

    boolean isDue(SigningKey active, Instant now) {
        return rotateEvery
                .map(interval -> !now.isBefore(active.since().plus(interval)))
                .orElse(false);
    }

    boolean isOver(SigningKey retired, Instant now) {
        return !now.isBefore(retired.since().plus(keepRetired));
    }

    /** A time that lies ahead was written under a clock that went wrong; waiting for it could take years. */
    boolean isFromTheFuture(SigningKey key, Instant now) {
        return key.since().isAfter(now.plus(clockSkew));
    }
}
