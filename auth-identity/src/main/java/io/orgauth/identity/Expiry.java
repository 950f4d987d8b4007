package io.orgauth.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;

/**
 * Removes what is stored and of no use any more, in small batches, so that nobody waits for it. {@code ControlPlane} runs it every
 * minute. What has expired counts nowhere even while it is still there; so any number of nodes may run it, or none.
 *
 * <p>Immutable and thread-safe.
 */
public final class Expiry {
    /**
     * For how long what has expired stays: a node whose clock runs fast must not make the others forget an id that they would still
     * have to refuse.
     */
    public static final Duration GRACE = Duration.ofHours(1);

    /** For how long people can look up what became of a sign-in or an invitation. */
    public static final Duration HISTORY = Duration.ofDays(30);

    /** After how long without a failure an account's count of failures is forgotten. */
    public static final Duration THROTTLE_MEMORY = Duration.ofDays(365);

    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 200;

    private final Stores stores;
    private final Clock clock;

    /**
     * Removal from stores.
     *
     * @param stores what is remembered
     * @param clock says what has expired
     */
    public Expiry(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Removes what has expired by now; of each kind at most 100,000, the oldest first.
     *
     * @return how many rows were removed
     * @throws io.orgauth.AuthUnavailableException if the stores can't be used now; what was removed by then stays removed
     */
    public int run() {
        Instant now = clock.instant();
        Instant over = now.minus(GRACE);
        Instant old = now.minus(HISTORY);
        return inBatches(limit -> stores.pendingSignIns().removeExpired(over, limit))
                + inBatches(limit -> stores.sessions().removeExpired(over, limit))
                + inBatches(limit -> stores.pendingAuthorizations().removeExpired(over, limit))
                + inBatches(limit -> stores.deviceCodes().removeExpired(over, limit))
                + inBatches(limit -> stores.authorizations().removeExpired(over, limit))
                + inBatches(limit -> stores.revocations().removeExpired(over, limit))
                + inBatches(limit -> stores.usedIds().removeExpired(over, limit))
                + inBatches(limit -> stores.oneTimeSecrets().removeExpired(over, limit))
                + inBatches(limit -> stores.invitations().removeExpired(old, limit))
                + inBatches(limit -> stores.signInTraces().removeBefore(old, limit))
                + inBatches(limit -> stores.throttles().removeBefore(now.minus(THROTTLE_MEMORY), limit));
    }

    private static int inBatches(IntUnaryOperator batch) {
        int removed = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            int rows = batch.applyAsInt(BATCH);
            removed += rows;
            if (rows < BATCH) {
                break;
            }
        }
        return removed;
    }
}
