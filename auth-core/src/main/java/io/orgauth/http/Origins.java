package io.orgauth.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages of other origins may call, as CORS tells a browser (WHATWG Fetch, 3.3). Never with cookies: there is no
 * {@code Access-Control-Allow-Credentials}. Immutable.
 */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PREFLIGHT_VARY =
            "Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network";

    private final Set<String> allowed;
    private final String allowedHeaders;

    private Origins(Set<String> allowed, String allowedHeaders) {
        this.allowed = allowed;
        this.allowedHeaders = allowedHeaders;
    }

    static Origins of(List<String> origins, List<String> extraHeaders) {
        origins.forEach(Origins::requireOrigin);
        extraHeaders.forEach(Origins::requireHeaderName);
        Set<String> headers = new LinkedHashSet<>(List.of("authorization", "content-type"));
        extraHeaders.forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
        return new Origins(Set.copyOf(origins), String.join(", ", headers));
    }

    /** Only what a browser would send, character for character: comparing is then never more than equals. */
    private static void requireOrigin(String origin) {
        if (!serialized(origin).equals(Optional.of(origin))) {
            throw new IllegalArgumentException("origin \"" + LogText.escaped(origin)
                    + "\" must be https://host or https://host:port in lower case without a default port, path, "
                    + "* or null (http only for localhost, 127.0.0.1 and [::1])");
        }
    }

    private static Optional<String> serialized(String origin) {
        try {
            URI uri = new URI(origin);
            if (uri.getHost() == null || !isSecure(uri)) {
                return Optional.empty();
            }
            boolean portSaid =
                    uri.getPort() > 0 && uri.getPort() != (uri.getScheme().equals("https") ? 443 : 80);
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            return Optional.of(uri.getScheme() + "://" + host + (portSaid ? ":" + uri.getPort() : ""));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Https, or http that never leaves the machine. */
    static boolean isSecure(URI uri) {
        boolean loopback = uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback);
    }

    private static void requireHeaderName(String name) {
        if (!Headers.isToken(name) || name.equals("*") || name.equalsIgnoreCase("cookie")) {
            throw new IllegalArgumentException("allowed request header must be the name of one header, and not Cookie");
        }
    }

    boolean configured() {
        return !allowed.isEmpty();
    }

    /** What every response carries; {@code Vary} also where the origin is another's, or a cache would mix them up. */
    Headers of(HttpRequest request) {
        if (!configured()) {
            return Headers.none();
        }
        Headers.Builder headers = Headers.builder().add("Vary", "Origin");
        allowedOrigin(request)
                .ifPresent(origin -> headers.add("Access-Control-Allow-Origin", origin)
                        .add("Access-Control-Expose-Headers", "WWW-Authenticate"));
        return headers.build();
    }

    /** The origin as configured, not as it came; two {@code Origin} headers are none. */
    private Optional<String> allowedOrigin(HttpRequest request) {
        List<String> origins = request.headers().all("Origin");
        return origins.size() == 1 && allowed.contains(origins.get(0)) ? Optional.of(origins.get(0)) : Optional.empty();
    }

    boolean isPreflight(HttpRequest request) {
        return configured()
                && request.method().equals("OPTIONS")
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
    }

    /** The answer to a preflight, without what {@link #of} adds; empty if it is refused. */
    Optional<HttpResponse> preflight(HttpRequest request) {
        String method =
                request.headers().single("Access-Control-Request-Method").orElse("");
        boolean sane = Headers.isToken(method) && !Methods.isRefused(method);
        if (!sane || allowedOrigin(request).isEmpty()) {
            return Optional.empty();
        }
        HttpResponse response = HttpResponse.noContent()
                .with("Access-Control-Allow-Methods", method)
                .with("Access-Control-Allow-Headers", allowedHeaders)
                .with("Access-Control-Max-Age", "600");
        return Optional.of(withPrivateNetwork(request, response).with("Vary", PREFLIGHT_VARY));
    }

    /** A data plane lives in a private network, and naming the origin was the consent that a browser asks for here. */
    private static HttpResponse withPrivateNetwork(HttpRequest request, HttpResponse response) {
        List<String> asked = request.headers().all("Access-Control-Request-Private-Network");
        return asked.equals(List.of("true")) ? response.with("Access-Control-Allow-Private-Network", "true") : response;
    }
}
