package io.orgauth;

import java.time.Clock;
import java.time.Instant;

/**
 * Lets something that may be used once be used once: assertion ids, {@code jti}s, pending logins. Implementations are thread-safe
 * and atomic: of several callers with one id, on whatever node, exactly one is the first.
 */
public interface ReplayGuard {
    /**
     * Whether this is the first use, which it is then never again until the given time.
     *
     * @param scope what kind of id it is and whose, for example a connection's id
     * @param id the id as the sender chose it, of any length
     * @param until when it would be refused as too old anyway, so that it may be forgotten
     * @return true for the first caller only
     * @throws AuthUnavailableException if that can't be remembered now; then nothing may be let in
     */
    boolean isFirstUse(String scope, String id, Instant until);

    /**
     * A guard for one node that forgets with the process. It remembers up to a million ids that are not too old yet; beyond that it
     * refuses rather than forgets.
     *
     * @param clock says what is too old
     * @return the guard
     */
    static ReplayGuard inMemory(Clock clock) {
        return new InMemoryReplayGuard(clock, 1_000_000);
    }
}
