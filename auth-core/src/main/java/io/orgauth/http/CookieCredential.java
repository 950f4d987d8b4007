package io.orgauth.http;

import io.orgauth.Credential.SessionCookie;
import io.orgauth.PermissionDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Takes a session's cookie out of a request, if no other site's page made the browser send it. */
final class CookieCredential {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS"); // RFC 9110, 9.2.1
    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");
    private static final String FORM = "application/x-www-form-urlencoded";

    private CookieCredential() {}

    static Optional<SessionCookie> in(HttpRequest request, CookieAuthenticator authenticator) {
        BearerToken.requireNoneInUrl(request.rawQuery());
        List<String> values = values(request, authenticator.cookieName());
        if (values.size() > 1) {
            throw new BadRequestException(GateReason.SESSION_COOKIE_REPEATED, "expected one session cookie");
        }
        Optional<SessionCookie> cookie =
                values.stream().filter(value -> !value.isEmpty()).findFirst().map(SessionCookie::new);
        cookie.ifPresent(came -> requireIntended(request, authenticator, came));
        return cookie;
    }

    /** Whether the cookie came with a form that may have the CSRF token, which no header has. */
    static boolean needsForm(HttpRequest head, CookieAuthenticator authenticator) {
        return !SAFE.contains(head.method())
                && !head.headers().contains("X-CSRF-Token")
                && isForm(head)
                && !values(head, authenticator.cookieName()).isEmpty();
    }

    /** RFC 6265, 4.2.1; HTTP/2 may split the field (RFC 9113, 8.2.3). */
    private static List<String> values(HttpRequest request, String name) {
        List<String> values = new ArrayList<>();
        for (String field : request.headers().all("Cookie")) {
            for (String pair : field.split(";", -1)) {
                String trimmed = pair.strip();
                if (trimmed.startsWith(name + "=")) {
                    values.add(trimmed.substring(name.length() + 1));
                }
            }
        }
        return values;
    }

    private static void requireIntended(HttpRequest request, CookieAuthenticator authenticator, SessionCookie cookie) {
        if (SAFE.contains(request.method()) && !opensChannel(request.headers())) {
            requireNotEmbedded(request.headers());
            return;
        }
        requireOwnPage(request.headers(), authenticator.origin());
        if (SAFE.contains(request.method())) {
            return; // a web socket, whose page can send no token, and whose Origin it can't choose (RFC 6455, 10.2)
        }
        if (csrfToken(request)
                .filter(token -> authenticator.isCsrfToken(cookie, token))
                .isEmpty()) {
            throw refused(GateReason.CSRF_TOKEN_NOT_VALID, "expected the CSRF token of the session");
        }
    }

    /** What a page may go on to talk through, and so change things. HTTP/2 is none: programs offer it unasked, pages can't. */
    private static boolean opensChannel(Headers headers) {
        return !headers.all("Upgrade").stream().allMatch("h2c"::equalsIgnoreCase);
    }

    /** A link from elsewhere is followed; an image, script or frame of elsewhere learns nothing (W3C Fetch Metadata). */
    private static void requireNotEmbedded(Headers headers) {
        boolean elsewhere = headers.all("Sec-Fetch-Site").stream().anyMatch(OTHER_SITES::contains);
        if (elsewhere && !isNavigation(headers)) {
            throw refused(GateReason.CROSS_SITE_REQUEST, "a page of another site embeds this");
        }
    }

    private static boolean isNavigation(Headers headers) {
        return headers.all("Sec-Fetch-Mode").equals(List.of("navigate"))
                && headers.all("Sec-Fetch-Dest").equals(List.of("document"));
    }

    private static void requireOwnPage(Headers headers, String origin) {
        if (!headers.all("Sec-Fetch-Site").stream().allMatch("same-origin"::equals)) {
            throw refused(GateReason.CROSS_SITE_REQUEST, "expected \"Sec-Fetch-Site\" same-origin");
        }
        if (!headers.all("Origin").equals(List.of(origin))) {
            throw refused(GateReason.ORIGIN_NOT_OWN, "expected \"Origin\" " + origin);
        }
    }

    /** In the header, which no form of another site can set; else in the body, for pages without scripts. */
    private static Optional<String> csrfToken(HttpRequest request) {
        Optional<String> header = request.headers().single("X-CSRF-Token");
        return header.isPresent() || !isForm(request) ? header : request.form().single("csrf_token");
    }

    private static boolean isForm(HttpRequest request) {
        return request.headers().all("Content-Type").stream()
                .anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith(FORM));
    }

    private static PermissionDeniedException refused(GateReason reason, String message) {
        return new PermissionDeniedException(reason, message);
    }
}
