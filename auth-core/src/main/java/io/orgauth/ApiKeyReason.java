package io.orgauth;

import java.util.Locale;

/**
 * Why an API key was refused, whoever judged it: a store or a trust bundle. The first three need neither.
 */
public enum ApiKeyReason implements Reason {
    /** Not {@code <prefix>_<id>_<secret><checksum>} of the right lengths and letters. */
    API_KEY_MALFORMED,
    /** The checksum is not that of the rest: a key that was copied badly, or made up. */
    API_KEY_CHECKSUM_WRONG,
    /** A key of another product, by its prefix. */
    API_KEY_OTHER_PREFIX,
    /** No key has this id. */
    API_KEY_UNKNOWN,
    /** The key with this id has another secret. */
    API_KEY_SECRET_WRONG,
    /** The key is of another organization than the one that is admitted. */
    API_KEY_OTHER_ORGANIZATION,
    /** The key is not for this resource. */
    API_KEY_OTHER_RESOURCE,
    /** The key's time is over. */
    API_KEY_EXPIRED,
    /** The key was deactivated. */
    API_KEY_DEACTIVATED,
    /** The owner may not act: it, its membership or its organization is disabled or gone. */
    API_KEY_OWNER_INACTIVE,
    /** The key was used more often than it may be: HTTP 429. */
    API_KEY_RATE_LIMITED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
