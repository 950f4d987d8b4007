package io.orgauth.examples.server;

import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;

/** A refusal of the token endpoint (RFC 6749, 5.2; RFC 8707, 2). */
final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    /** The codes, as on the wire. */
    enum Code {
        INVALID_REQUEST("invalid_request"),
        INVALID_CLIENT("invalid_client"),
        UNSUPPORTED_GRANT_TYPE("unsupported_grant_type"),
        INVALID_SCOPE("invalid_scope"),
        INVALID_TARGET("invalid_target");

        private final String word;

        Code(String word) {
            this.word = word;
        }
    }

    /** The description is a constant: what a stranger sent is not repeated. */
    OAuthException(Code code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    HttpResponse response() {
        JsonObject body = JsonObject.builder()
                .put("error", code.word)
                .put("error_description", String.valueOf(getMessage()))
                .build();
        if (code != Code.INVALID_CLIENT) {
            return TokenEndpoint.uncached(HttpResponse.json(400, body));
        }
        // RFC 9110, 15.5.2: a 401 says how to authenticate.
        return TokenEndpoint.uncached(HttpResponse.json(401, body)).with("WWW-Authenticate", "Basic realm=\"orgauth\"");
    }
}
