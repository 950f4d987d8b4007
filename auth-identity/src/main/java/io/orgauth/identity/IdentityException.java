package io.orgauth.identity;

/**
 * What was asked for can't be done; nothing was changed. Who may not do it gets a
 * {@link io.orgauth.PermissionDeniedException} instead.
 *
 * <p>The message names the part that is wrong and is fit for who asked. Built without a stack trace. Immutable.
 */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An enum constant, which is written by its name. */
    private final IdentityReason reason;

    /**
     * A refusal.
     *
     * @param reason the stable reason
     * @param message what is wrong, without secrets
     */
    public IdentityException(IdentityReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static IdentityException notFound(String what) {
        return new IdentityException(IdentityReason.NOT_FOUND, "no such " + what);
    }

    static IdentityException taken(String what) {
        return new IdentityException(IdentityReason.ALREADY_EXISTS, what + " is there already");
    }

    static IdentityException invalid(String message) {
        return new IdentityException(IdentityReason.INVALID, message);
    }

    /**
     * Why.
     *
     * @return the stable reason
     */
    public IdentityReason reason() {
        return reason;
    }
}
