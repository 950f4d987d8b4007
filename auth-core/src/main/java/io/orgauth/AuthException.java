package io.orgauth;

/**
 * A refusal. Callers branch on the three types (401, 403, 503), tests on the {@link Reason}, humans read the message.
 *
 * <p>Messages name what was expected and what came, never a token, key, assertion or password; they are for the log. Immutable.
 */
public abstract sealed class AuthException extends RuntimeException
        permits InvalidCredentialException, PermissionDeniedException, AuthUnavailableException {
    private static final long serialVersionUID = 1L;

    // Reasons are enums in practice, but the interface can't promise Serializable.
    private final transient Reason reason;

    AuthException(Reason reason, String message, Throwable cause, boolean withStackTrace) {
        super(message, cause, withStackTrace, withStackTrace);
        this.reason = reason;
    }

    AuthException(Reason reason, String message, boolean withStackTrace) {
        super(message, null, withStackTrace, withStackTrace);
        this.reason = reason;
    }

    /**
     * Why, as a stable code.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
