package io.orgauth.session;

import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cookies as browsers must be told to keep them (RFC 6265bis): for this host only, by https only, out of reach of scripts. An issuer on
 * http, which is possible on loopback only, has neither {@code __Host-} nor {@code Secure}: nothing else there is different.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionCookies {
    private static final String SESSION = "session";
    private static final String DEVICE = "device";
    private static final String PENDING = "sign-in-";
    private static final String PENDING_ID = "[0-9A-Za-z_-]{1,64}";
    private static final Duration PENDING_LIFETIME = Duration.ofMinutes(10);
    private static final Duration DEVICE_LIFETIME = Duration.ofDays(400); // the most that browsers keep

    private final boolean secure;

    /**
     * The cookies of an issuer.
     *
     * @param issuer its URL
     */
    public SessionCookies(String issuer) {
        this.secure = URI.create(issuer).getScheme().equals("https");
    }

    /**
     * The name of the session's cookie.
     *
     * @return the name as browsers send it
     */
    public String sessionName() {
        return fullName(SESSION);
    }

    /**
     * The value of the session's cookie.
     *
     * @param request with its cookies
     * @return the value, unless there is none, or two, of which one was planted
     */
    public Optional<String> session(HttpRequest request) {
        return value(request, SESSION);
    }

    /**
     * Gives the browser a session. It ends with the browser, or on the server.
     *
     * @param response the response
     * @param started the session
     * @return the response with the cookie
     */
    public HttpResponse set(HttpResponse response, StartedSession started) {
        return response.with("Set-Cookie", cookie(SESSION, started.secret(), "Lax", Optional.empty()));
    }

    /**
     * Takes the session from the browser.
     *
     * @param response the response
     * @return the response without the cookie
     */
    public HttpResponse clear(HttpResponse response) {
        return response.with("Set-Cookie", cookie(SESSION, "", "Lax", Optional.of(Duration.ZERO)));
    }

    /**
     * Binds a sign-in to this browser, by a cookie of its own, so that two tabs do not disturb each other. An identity provider may
     * post the browser back from its own site, where a cookie that is Lax or Strict stays away; so it is SameSite=None, lives for ten
     * minutes, and is worth nothing without the sign-in it belongs to.
     *
     * @param response the response
     * @param handle of the sign-in
     * @return the response with the cookie
     */
    public HttpResponse set(HttpResponse response, Handle handle) {
        return response.with("Set-Cookie", crossSite(handle.id(), handle.secret(), PENDING_LIFETIME));
    }

    /**
     * The handle of a sign-in that this browser began.
     *
     * @param request with its cookies
     * @param id of the sign-in, from a form or a callback
     * @return the handle, unless the browser has no cookie of it
     */
    public Optional<Handle> handle(HttpRequest request, String id) {
        return id.matches(PENDING_ID)
                ? value(request, PENDING + id).map(secret -> new Handle(id, secret))
                : Optional.empty();
    }

    /**
     * Takes the cookie of a sign-in from the browser, once it is over.
     *
     * @param response the response
     * @param id of the sign-in
     * @return the response without the cookie
     */
    public HttpResponse clear(HttpResponse response, String id) {
        return id.matches(PENDING_ID) ? response.with("Set-Cookie", crossSite(id, "", Duration.ZERO)) : response;
    }

    /** Which device this is, if somebody signed in on it before. */
    Optional<String> device(HttpRequest request) {
        return value(request, DEVICE);
    }

    HttpResponse setDevice(HttpResponse response, String id) {
        return response.with("Set-Cookie", cookie(DEVICE, id, "Lax", Optional.of(DEVICE_LIFETIME)));
    }

    /** A cookie that is sent with what another site posts, where the issuer is secure; without that no browser takes one. */
    private String crossSite(String id, String value, Duration lifetime) {
        return cookie(PENDING + id, value, secure ? "None" : "Lax", Optional.of(lifetime));
    }

    private Optional<String> value(HttpRequest request, String name) {
        List<String> values = new ArrayList<>();
        String wanted = fullName(name) + "=";
        for (String header : request.headers().all("Cookie")) {
            for (String pair : header.split("; ?", -1)) {
                if (pair.startsWith(wanted)) {
                    values.add(pair.substring(wanted.length()));
                }
            }
        }
        return values.size() == 1 ? Optional.of(values.get(0)).filter(value -> !value.isEmpty()) : Optional.empty();
    }

    private String cookie(String name, String value, String sameSite, Optional<Duration> lifetime) {
        String age = lifetime.map(SessionCookies::age).orElse("");
        return fullName(name) + "=" + value + "; Path=/" + age + (secure ? "; Secure" : "") + "; HttpOnly; SameSite="
                + sameSite;
    }

    /**
     * What counts is Max-Age, which needs no clock that is right. A client that is told nothing but that takes the cookie for one of
     * RFC 2965 and sends its value in quotes, as {@code java.net.HttpCookie} does; so an Expires stands beside it.
     */
    private static String age(Duration lifetime) {
        String expires = lifetime.isZero() ? "Thu, 01 Jan 1970 00:00:00 GMT" : "Fri, 01 Jan 2100 00:00:00 GMT";
        return "; Max-Age=" + lifetime.toSeconds() + "; Expires=" + expires;
    }

    private String fullName(String name) {
        return secure ? "__Host-" + name : name;
    }
}
