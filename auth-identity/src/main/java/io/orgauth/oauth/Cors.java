package io.orgauth.oauth;

import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import java.util.List;
import java.util.Optional;

/**
 * Which pages of other origins read our answers (Fetch, 3.2). No answer here depends on a cookie, so credentials are never allowed, and a
 * preflight tells nothing: whether a page reads the answer itself is up to the client's registration.
 */
final class Cors {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private Cors() {}

    /** For documents that are the same for everybody. */
    static HttpResponse everybody(HttpResponse response) {
        return response.with(ALLOW_ORIGIN, "*");
    }

    /** For a page of one of the client's origins, if a page asks. */
    static HttpResponse of(ClientApplication client, HttpRequest request, HttpResponse response) {
        HttpResponse varying = response.with("Vary", "Origin");
        return origin(request)
                .filter(client.metadata().uris().origins()::contains)
                .map(origin -> varying.with(ALLOW_ORIGIN, origin))
                .orElse(varying);
    }

    /** What a page may send, before it does. */
    static HttpResponse preflight(HttpRequest request, String methods) {
        HttpResponse response = HttpResponse.noContent().with("Vary", "Origin");
        return origin(request)
                .map(origin -> response.with(ALLOW_ORIGIN, origin)
                        .with("Access-Control-Allow-Methods", methods)
                        .with("Access-Control-Allow-Headers", "Authorization, Content-Type")
                        .with("Access-Control-Max-Age", "600"))
                .orElse(response);
    }

    private static Optional<String> origin(HttpRequest request) {
        List<String> origins = request.headers().all("Origin");
        return origins.size() == 1 ? Optional.of(origins.get(0)) : Optional.empty();
    }
}
