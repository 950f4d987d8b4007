package io.orgauth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How and when a principal proved itself (OpenID Connect Core, {@code auth_time}, {@code amr}, {@code acr}).
 *
 * <p>Immutable and thread-safe.
 *
 * @param time when the person or client authenticated; empty if the issuer does not say
 * @param methods authentication method references (RFC 8176), for example {@code pwd}; may be empty
 * @param context the authentication context class, if the issuer says one
 */
public record Authentication(Optional<Instant> time, Set<String> methods, Optional<String> context) {
    /** Nothing is known of how the caller authenticated. */
    public static final Authentication UNKNOWN = new Authentication(Optional.empty(), Set.of(), Optional.empty());

    /**
     * Copies the methods.
     *
     * @param time as the record says
     * @param methods as the record says
     * @param context as the record says
     */
    public Authentication {
        methods = Set.copyOf(methods);
    }
}
