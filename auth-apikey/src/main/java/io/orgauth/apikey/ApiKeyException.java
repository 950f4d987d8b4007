package io.orgauth.apikey;

/**
 * A key was not issued or changed as asked; nothing was done. The message names the part that is wrong and is fit for who asked.
 * Built without a stack trace. Immutable.
 */
public final class ApiKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An enum constant, which is written by its name. */
    private final ApiKeyChangeReason reason;

    ApiKeyException(ApiKeyChangeReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static ApiKeyException invalid(String message) {
        return new ApiKeyException(ApiKeyChangeReason.API_KEY_INVALID, message);
    }

    static ApiKeyException notFound() {
        return new ApiKeyException(ApiKeyChangeReason.API_KEY_NOT_FOUND, "no such key");
    }

    /**
     * Why.
     *
     * @return the stable reason
     */
    public ApiKeyChangeReason reason() {
        return reason;
    }
}
