package io.orgauth.oauth;

import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import java.util.Locale;

/**
 * The error codes of RFC 6749, 4.1.2.1 and 5.2, RFC 8628, 3.5, RFC 8707, 2, RFC 7009, 2.2.1 and OpenID Connect Core, 3.1.2.6, with what
 * the client is told: constant texts.
 */
enum OAuthError {
    INVALID_REQUEST(400, "a parameter is missing, doubled or malformed"),
    INVALID_CLIENT(401, "client authentication failed"),
    INVALID_GRANT(400, "what was presented is not valid, or no longer"),
    UNAUTHORIZED_CLIENT(400, "the client may not use this grant"),
    UNSUPPORTED_GRANT_TYPE(400, "the grant type is not supported"),
    INVALID_SCOPE(400, "the scope is malformed, unknown or too large"),
    INVALID_TARGET(400, "the resource is unknown, or more than one was named"),
    UNSUPPORTED_RESPONSE_TYPE(400, "the response type is not supported, only \"code\" is"),
    REQUEST_NOT_SUPPORTED(400, "request objects are not supported"),
    REQUEST_URI_NOT_SUPPORTED(400, "request objects are not supported"),
    ACCESS_DENIED(400, "it was not allowed"),
    LOGIN_REQUIRED(400, "nobody is signed in, or not recently enough"),
    CONSENT_REQUIRED(400, "the person has not consented yet"),
    AUTHORIZATION_PENDING(400, "nobody has decided yet"),
    SLOW_DOWN(400, "polled too often"),
    EXPIRED_TOKEN(400, "the device code is too old"),
    TEMPORARILY_UNAVAILABLE(503, "try again later");

    private final int status;
    private final String description;

    OAuthError(int status, String description) {
        this.status = status;
        this.description = description;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
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
