package io.orgauth.trust;

import java.time.Duration;
import java.util.Optional;

/**
 * How a data plane's bundle is doing, for readiness and metrics: see {@link TrustBundle#health()}. Immutable.
 *
 * @param state whether callers can be judged, and by what
 * @param age since the control plane read what stands in the bundle; empty without one
 * @param revocationDelay the longest that a revocation of now can stay unknown here, should the network be cut from now on:
 *     the time to the bundle's not-after; empty without a bundle
 * @param lastError why there is nothing newer, a stable code such as {@code timeout} or {@code older_bundle}; {@code clock_behind}
 *     if this machine's clock can't be right; empty if all is well
 */
public record TrustHealth(
        State state, Optional<Duration> age, Optional<Duration> revocationDelay, Optional<String> lastError) {
    /** What callers are judged by. */
    public enum State {
        /** The control plane's bundle of now. */
        FRESH,
        /** The last good one, as none comes now, or the clock is behind. Callers are judged. */
        STALE,
        /** None, or one that is over: callers are answered {@code 503}. */
        UNAVAILABLE
    }

    /**
     * Whether good callers are admitted now.
     *
     * @return false if they are answered {@code 503}
     */
    public boolean isReady() {
        return state != State.UNAVAILABLE;
    }
}
