package io.orgauth;

/** It can't be found out now whether the credential is good, as keys or a store are out of reach: HTTP 503. Immutable. */
public final class AuthUnavailableException extends AuthException {
    private static final long serialVersionUID = 1L;

    /**
     * An outage without a cause of its own.
     *
     * @param reason the stable reason
     * @param message what is out of reach, for the log
     */
    public AuthUnavailableException(Reason reason, String message) {
        super(reason, message, true);
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
    }
}
