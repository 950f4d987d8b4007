package io.orgauth.identity;

import java.time.Instant;

/** Counts failures, atomically for all nodes. Thread-safe; each method is one atomic unit. */
public interface ThrottleStore {
    /**
     * What is known of a key.
     *
     * @param failures failures in a row
     * @param last when the last one was, or the epoch if there was none
     */
    record Failures(int failures, Instant last) {
        /** No failure. */
        public static final Failures NONE = new Failures(0, Instant.EPOCH);
    }

    /**
     * The failures in a row.
     *
     * @param key what is counted, such as {@code account:usr_…}
     * @return the count, {@link Failures#NONE} if there is none
     */
    Failures failures(String key);

    /**
     * Counts one more.
     *
     * @param key what is counted
     * @param now when
     * @return the count with this one
     */
    Failures fail(String key, Instant now);

    /**
     * Begins again from zero.
     *
     * @param key what is counted
     */
    void reset(String key);

    /**
     * Forgets counts whose last failure was before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeBefore(Instant before, int limit);
}
