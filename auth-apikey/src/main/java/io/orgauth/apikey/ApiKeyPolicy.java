package io.orgauth.apikey;

import java.time.Duration;

/**
 * How long the keys of an organization live. There is no key without an end. Immutable and thread-safe.
 *
 * @param lifetime of a key for which none was asked
 * @param longestLifetime the most that can be asked for
 */
public record ApiKeyPolicy(Duration lifetime, Duration longestLifetime) {
    /** 90 days unless said, 366 days at most. */
    public static final ApiKeyPolicy STANDARD = new ApiKeyPolicy(Duration.ofDays(90), Duration.ofDays(366));

    /**
     * Checks the times.
     *
     * @param lifetime as the record says
     * @param longestLifetime as the record says
     * @throws IllegalArgumentException if the lifetime is less than a second or more than the longest, or that more than ten years
     */
    public ApiKeyPolicy {
        boolean ordered = lifetime.compareTo(Duration.ofSeconds(1)) >= 0 && lifetime.compareTo(longestLifetime) <= 0;
        if (!ordered || longestLifetime.compareTo(Duration.ofDays(3_660)) > 0) {
            throw new IllegalArgumentException(
                    "the lifetime of keys must be a second to the longest lifetime, which must be at most ten years");
        }
    }
}
