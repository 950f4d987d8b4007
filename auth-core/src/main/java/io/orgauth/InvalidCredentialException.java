package io.orgauth;

/**
 * What was presented proves nothing here: HTTP 401.
 *
 * <p>Built without a stack trace, so that refusing a flood of bad credentials stays cheap. Immutable.
 */
public final class InvalidCredentialException extends AuthException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal without a cause.
     *
     * @param reason the stable reason
     * @param message what was expected and what came, for the log
     */
    public InvalidCredentialException(Reason reason, String message) {
        super(reason, message, false);
    }
}
