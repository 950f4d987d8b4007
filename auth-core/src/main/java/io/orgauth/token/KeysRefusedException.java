package io.orgauth.token;

import org.jspecify.annotations.Nullable;

/** What came in place of an issuer's keys is not to be used. Never leaves this package. */
final class KeysRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    KeysRefusedException(String code, @Nullable String message) {
        super(message);
        this.code = code;
    }

    KeysRefusedException(String code, @Nullable String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code, for {@link KeyHealth#lastError()}. */
    String code() {
        return code;
    }
}
