package io.orgauth.token;

import java.time.Duration;
import java.util.Optional;

/**
 * How an issuer's keys are doing, for readiness and metrics: see {@link TokenVerifier#keyHealth()}. Immutable.
 *
 * @param state whether tokens can be verified, and with what
 * @param age since the keys were last obtained; empty if they never were, or are fixed
 * @param lastError why the last attempt to obtain them failed, a stable code such as {@code timeout}; empty if it did not
 * @param skippedKeys keys of the issuer that are not used, as they are broken, too weak or ambiguous
 */
public record KeyHealth(State state, Optional<Duration> age, Optional<String> lastError, int skippedKeys) {
    /** What tokens are verified with. */
    public enum State {
        /** The issuer's keys as it published them when last asked. */
        FRESH,
        /** The last good ones, since the issuer gives none now. Tokens are verified. */
        STALE,
        /** None, or none that are young enough: tokens are answered {@code 503}. */
        UNAVAILABLE
    }

    static KeyHealth fixed(KeySet keys) {
        return new KeyHealth(State.FRESH, Optional.empty(), Optional.empty(), keys.skipped());
    }

    /**
     * Whether good tokens are admitted now.
     *
     * @return false if they are answered {@code 503}
     */
    public boolean isReady() {
        return state != State.UNAVAILABLE;
    }
}
