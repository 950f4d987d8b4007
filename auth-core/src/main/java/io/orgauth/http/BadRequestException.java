package io.orgauth.http;

import io.orgauth.Reason;

/**
 * The request can't be read, or could be read in two ways: HTTP 400.
 *
 * <p>The message is for the log and holds nothing of the request's values. Built without a stack trace. Immutable.
 */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    // Reasons are enums in practice, but the interface can't promise Serializable.
    private final transient Reason reason;

    /**
     * A refusal.
     *
     * @param reason the stable reason
     * @param message what was expected and what came, for the log
     */
    public BadRequestException(Reason reason, String message) {
        super(message, null, false, false);
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
