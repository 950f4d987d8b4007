package io.orgauth.session;

import java.util.Optional;

/**
 * Nobody was signed in. The message is for the log; people see a constant sentence for the reason. Built without a stack trace.
 * Immutable.
 */
public final class SignInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final SignInReason reason;

    /** The trace's id, empty if none was kept. */
    private final String trace;

    /**
     * A refusal.
     *
     * @param reason the stable reason
     * @param trace the id of the attempt's trace, or empty if none was kept
     * @param message what is wrong, without secrets or personal data
     */
    public SignInException(SignInReason reason, Optional<String> trace, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.trace = trace.orElse("");
    }

    /**
     * Why, as a stable code.
     *
     * @return the reason
     */
    public SignInReason reason() {
        return reason;
    }

    /**
     * By which an administrator finds out more.
     *
     * @return the trace's id, if one was kept
     */
    public Optional<String> trace() {
        return Optional.of(trace).filter(id -> !id.isEmpty());
    }
}
