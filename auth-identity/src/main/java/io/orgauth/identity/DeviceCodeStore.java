package io.orgauth.identity;

import java.time.Instant;
import java.util.Optional;

/** Keeps the devices that wait. Thread-safe; each method is one atomic unit. */
public interface DeviceCodeStore {
    /**
     * The one that polls with this code.
     *
     * @param digest of the device code
     * @return it as last committed, or empty
     */
    Optional<DeviceCode> byDigest(SecretDigest digest);

    /**
     * The one that a person typed the code of.
     *
     * @param userCode without dash, in capitals
     * @return it, or empty
     */
    Optional<DeviceCode> byUserCode(String userCode);

    /**
     * Adds one of version 1.
     *
     * @param code the new one
     * @return false, and nothing is changed, if one of its codes is taken
     */
    boolean insert(DeviceCode code);

    /**
     * Replaces the one that has the version before.
     *
     * @param code the changed one, with its version one higher
     * @return false, and nothing is changed, if the stored one has another version or is gone
     */
    boolean replace(DeviceCode code);

    /**
     * Uses one up: of several callers, one gets true.
     *
     * @param code as it was found; its version must still be the stored one
     * @return false if it was changed or is gone
     */
    boolean consume(DeviceCode code);

    /**
     * Forgets those that expired before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
