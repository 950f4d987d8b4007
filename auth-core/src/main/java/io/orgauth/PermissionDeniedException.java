package io.orgauth;

/** A proven principal may not do this: HTTP 403. Built without a stack trace. Immutable. */
public final class PermissionDeniedException extends AuthException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param reason the stable reason
     * @param message what was required, for the log
     */
    public PermissionDeniedException(Reason reason, String message) {
        super(reason, message, false);
    }
}
