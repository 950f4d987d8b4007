package io.orgauth;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * It can't be found out now whether the credential is good, as keys or a store are out of reach: HTTP 503. If the caller asked
 * too often, it says when to come again: HTTP 429. Immutable.
 */
public final class AuthUnavailableException extends AuthException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    /**
     * An outage without a cause of its own.
     *
     * @param reason the stable reason
     * @param message what is out of reach, for the log
     */
    public AuthUnavailableException(Reason reason, String message) {
        super(reason, message, true);
        this.retryAfter = null;
    }

    /**
     * An outage with its cause.
     *
     * @param reason the stable reason
     * @param message what is out of reach, for the log
     * @param cause what failed
     */
    public AuthUnavailableException(Reason reason, String message, Throwable cause) {
        super(reason, message, cause, true);
        this.retryAfter = null;
    }

    private AuthUnavailableException(Reason reason, String message, Duration retryAfter) {
        super(reason, message, false);
        this.retryAfter = retryAfter;
    }

    /**
     * The caller asked too often (RFC 6585, 4). Built without a stack trace, as floods of it must stay cheap.
     *
     * @param reason the stable reason
     * @param message what was exceeded, for the log
     * @param retryAfter how long to wait
     * @return the exception
     */
    public static AuthUnavailableException throttled(Reason reason, String message, Duration retryAfter) {
        return new AuthUnavailableException(reason, message, retryAfter);
    }

    /**
     * How long the caller is asked to wait.
     *
     * @return the time, or empty if this is an outage and not the caller's doing
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
