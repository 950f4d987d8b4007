package io.orgauth.http;

import io.orgauth.Reason;
import java.util.Locale;

/** Why a {@link Gate} refused by itself, before or after the authenticator was asked. */
public enum GateReason implements Reason {
    /** No credential came: 401 with a bare challenge (RFC 6750, 3.1). */
    CREDENTIAL_MISSING,
    /** The {@code Authorization} header names another scheme than {@code Bearer}: 401 with a bare challenge. */
    SCHEME_NOT_SUPPORTED,
    /** What follows {@code Bearer} is not one space and one token (RFC 6750, 2.1): 401. */
    CREDENTIAL_MALFORMED,
    /** The token is longer than 16 KiB: 401. */
    CREDENTIAL_TOO_LONG,
    /** No authenticator accepts a credential of this kind: 401. */
    CREDENTIAL_NOT_ACCEPTED,
    /** Two {@code Authorization} headers came: 400. */
    CREDENTIAL_REPEATED,
    /** A credential stands in the URL, where logs and histories keep it (RFC 9700, 2.2): 400. Revoke it. */
    CREDENTIAL_IN_URL,
    /** An API key is the value of a query parameter: 400. The log has its id; deactivate it. */
    API_KEY_IN_URL,
    /** {@code TRACE}, {@code TRACK} or {@code CONNECT}, which no application behind a gate needs: 405. */
    METHOD_REFUSED,
    /** A header asks the application to take the request for one of another method: 400. */
    METHOD_OVERRIDDEN,
    /** The path has rules for other methods only: 403. */
    METHOD_NOT_RULED,
    /** A preflight came from an origin that is not allowed, or asks for a method that no page may use: 403. */
    PREFLIGHT_REFUSED,
    /** Two session cookies came, of which one was planted: 400. */
    SESSION_COOKIE_REPEATED,
    /** Another site's page made the browser send the session's cookie: 403. */
    CROSS_SITE_REQUEST,
    /** A request by cookie that could change something has no {@code Origin}, or another than ours: 403. */
    ORIGIN_NOT_OWN,
    /** A request by cookie that could change something has no CSRF token, or not the one of the session: 403. */
    CSRF_TOKEN_NOT_VALID,
    /** Something failed that should not: 500. The log has a trace id. */
    INTERNAL_FAILURE;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
