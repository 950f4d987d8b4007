package io.orgauth.oauth;

import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import java.util.Locale;

/** The error codes of RFC 6749, 5.2 and RFC 8707, 2, with what the client is told: constant texts. */
enum OAuthError {
    INVALID_REQUEST(400, "a parameter is missing, doubled or malformed"),
    INVALID_CLIENT(401, "client authentication failed"),
    INVALID_GRANT(400, "what was presented is not valid, or no longer"),
    UNAUTHORIZED_CLIENT(400, "the client may not use this grant"),
    UNSUPPORTED_GRANT_TYPE(400, "the grant type is not supported"),
    INVALID_SCOPE(400, "the scope is malformed, unknown or too large"),
    INVALID_TARGET(400, "the resource is unknown, or more than one was named");

    private final int status;
    private final String description;

    OAuthError(int status, String description) {
        this.status = status;
        this.description = description;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    HttpResponse response() {
        JsonObject body = JsonObject.builder()
                .put("error", code())
                .put("error_description", description)
                .build();
        HttpResponse response = HttpResponse.json(status, body).with("Cache-Control", "no-store");
        return this == INVALID_CLIENT ? response.with("WWW-Authenticate", "Basic realm=\"token\"") : response;
    }

    OAuthException refusal() {
        return new OAuthException(this);
    }
}
