package io.orgauth;

/**
 * What was sealed does not open: another key, another place, or changed on the way. Which of these is never said, as the
 * difference helps only an attacker. Immutable.
 */
public final class UnsealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The refusal; there is only one. */
    public UnsealException() {
        super("sealed value does not open with this sealing key in this place");
    }
}
