package io.orgauth.apikey;

/**
 * How often one key may be used, on one node. Immutable and thread-safe.
 *
 * @param perSecond uses a second that it may go on with
 * @param burst uses at once, after a pause
 */
public record ApiKeyRate(int perSecond, int burst) {
    /** 100 a second, 1,000 at once. */
    public static final ApiKeyRate STANDARD = new ApiKeyRate(100, 1_000);

    /**
     * Checks the numbers.
     *
     * @param perSecond as the record says
     * @param burst as the record says
     * @throws IllegalArgumentException if one is less than 1 or more than a million
     */
    public ApiKeyRate {
        if (perSecond < 1 || perSecond > 1_000_000 || burst < 1 || burst > 1_000_000) {
            throw new IllegalArgumentException("a rate must be 1 to 1000000 a second, and as many at once");
        }
    }
}
