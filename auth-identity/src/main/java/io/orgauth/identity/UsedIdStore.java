package io.orgauth.identity;

import java.time.Instant;

/** Keeps what may be used once and was used. Thread-safe; each method is one atomic unit. */
public interface UsedIdStore {
    /**
     * Notes a use.
     *
     * @param digest of what was used and of its kind
     * @param until when it may be forgotten
     * @return true for the first caller, false for every other until then and maybe longer
     */
    boolean insert(SecretDigest digest, Instant until);

    /**
     * Forgets what might be forgotten before a time, the longest ago first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
