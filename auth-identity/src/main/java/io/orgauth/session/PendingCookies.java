package io.orgauth.session;

import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookies that bind a sign-in to its browser, one for each, so that two tabs do not disturb each other. An identity provider may
 * post the browser back from its own site, where a cookie that is Lax or Strict stays away; so these are SameSite=None, live for ten
 * minutes, and are worth nothing without the sign-in they belong to. Immutable and thread-safe.
 */
final class PendingCookies {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String ID = "[0-9A-Za-z_-]{1,64}";

    private final SessionCookies cookies;

    PendingCookies(SessionCookies cookies) {
        this.cookies = cookies;
    }

    /** The secret for the sign-in with this id, if this browser has exactly one. */
    Optional<String> secret(HttpRequest request, String id) {
        return id.matches(ID) ? cookies.value(request, name(id)) : Optional.empty();
    }

    HttpResponse set(HttpResponse response, Handle handle) {
        return response.with("Set-Cookie", cookies.crossSite(name(handle.id()), handle.secret(), LIFETIME));
    }

    HttpResponse clear(HttpResponse response, String id) {
        return id.matches(ID) ? response.with("Set-Cookie", cookies.crossSite(name(id), "", Duration.ZERO)) : response;
    }

    private static String name(String id) {
        return "sign-in-" + id;
    }
}
