package io.orgauth.oauth;

/** A refusal on its way to the edge of the endpoint. Without a stack trace. */
final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final OAuthError error;

    OAuthException(OAuthError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    OAuthError error() {
        return error;
    }
}
