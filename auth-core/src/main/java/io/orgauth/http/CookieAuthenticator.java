package io.orgauth.http;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import java.util.Optional;

/**
 * Proves callers by the cookie of their browser's session. A browser sends cookies with whatever any page makes it request, so the
 * cookie alone proves no intention: {@link #cookieOf} is the one place where it is taken from a request, after all checks.
 *
 * <p>Implementations are thread-safe.
 */
public interface CookieAuthenticator extends Authenticator<Credential.SessionCookie> {
    /**
     * The exact name of the cookie.
     *
     * @return for example {@code __Host-session}
     */
    String cookieName();

    /**
     * The only origin whose pages may change anything by this cookie, exactly as browsers send it.
     *
     * @return for example {@code https://app.example.com}
     */
    String origin();

    /**
     * Whether the token is the one that pages of the session send with every change, compared in constant time.
     *
     * @param cookie the session's cookie
     * @param token what was sent with it
     * @return false for a token of any other session
     */
    boolean isCsrfToken(Credential.SessionCookie cookie, String token);

    /**
     * The session's cookie, if it came and may be used for this request. One that could change something (any method but GET, HEAD
     * and OPTIONS) must come from a page of {@link #origin}, by {@code Origin} and, where the browser sends it,
     * {@code Sec-Fetch-Site}, and bring the CSRF token, in the header {@code X-CSRF-Token} or the form field {@code csrf_token}. A
     * page of another site may lead the browser here, but embed nothing and read nothing.
     *
     * @param request the request, with its body if that is a form of ours
     * @return the cookie, or empty if none of this name came
     * @throws BadRequestException with SESSION_COOKIE_REPEATED, or with {@link GateReason#CREDENTIAL_IN_URL}
     * @throws io.orgauth.PermissionDeniedException with {@link GateReason#CROSS_SITE_REQUEST},
     *     {@link GateReason#ORIGIN_NOT_OWN} or {@link GateReason#CSRF_TOKEN_NOT_VALID}
     */
    default Optional<Credential.SessionCookie> cookieOf(HttpRequest request) {
        return CookieCredential.in(request, this);
    }
}
