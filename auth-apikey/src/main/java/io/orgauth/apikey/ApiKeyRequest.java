package io.orgauth.apikey;

import java.time.Duration;
import java.util.Optional;

/**
 * What a new key is asked to be. Immutable and thread-safe.
 *
 * @param name for people: 1 to 200 visible characters
 * @param limits what it is cut down to
 * @param lifetime how long it lives; empty for what the organization's policy says
 */
public record ApiKeyRequest(String name, ApiKeyLimits limits, Optional<Duration> lifetime) {
    /**
     * A key with all that its owner may do, on every data plane, for as long as the policy says.
     *
     * @param name for people
     * @return the request
     */
    public static ApiKeyRequest named(String name) {
        return new ApiKeyRequest(name, ApiKeyLimits.NONE, Optional.empty());
    }

    /**
     * The same with limits.
     *
     * @param cut what the key is cut down to
     * @return the request
     */
    public ApiKeyRequest limitedTo(ApiKeyLimits cut) {
        return new ApiKeyRequest(name, cut, lifetime);
    }

    /**
     * The same with a lifetime.
     *
     * @param asked a second to what the organization's policy allows
     * @return the request
     */
    public ApiKeyRequest livingFor(Duration asked) {
        return new ApiKeyRequest(name, limits, Optional.of(asked));
    }
}
