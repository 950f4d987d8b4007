package io.orgauth.http;

import io.orgauth.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service says of itself to programs that come without a token (RFC 9728): which resource it is, and who issues tokens for it. It
 * stands where section 3.1 puts it, the well-known name before the resource's own path, and is the same for everybody. Immutable.
 */
final class ProtectedResource {
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private final URI url;
    private final HttpResponse document;

    private ProtectedResource(URI url, HttpResponse document) {
        this.url = url;
        this.document = document;
    }

    /**
     * The description of a resource.
     *
     * @throws IllegalArgumentException if the resource or the issuer is no absolute https URL (http only on loopback)
     */
    static ProtectedResource of(String resource, String issuer, Set<String> scopes) {
        URI own = web("resource", resource);
        web("authorization server", issuer);
        String path = own.getRawPath() == null || own.getRawPath().equals("/") ? "" : own.getRawPath();
        JsonObject.Builder document = JsonObject.builder()
                .put("resource", resource)
                .put("authorization_servers", List.of(issuer))
                .put("bearer_methods_supported", List.of("header"));
        if (!scopes.isEmpty()) {
            document.put("scopes_supported", new TreeSet<>(scopes));
        }
        return new ProtectedResource(
                URI.create(own.getScheme() + "://" + own.getRawAuthority() + WELL_KNOWN + path),
                HttpResponse.json(200, document.build())
                        .with("Cache-Control", "public, max-age=300")
                        .with("Access-Control-Allow-Origin", "*"));
    }

    private static URI web(String what, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getRawFragment() == null && Origins.isSecure(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below, with what it should be
        }
        throw new IllegalArgumentException(
                "the " + what + " must be an absolute https URL to be described (http only on loopback)");
    }

    /** Where it stands, for challenges. */
    URI url() {
        return url;
    }

    /** Whether this request asks for it: exactly, as everything that is open. */
    boolean isAskedFor(HttpRequest request) {
        String target = request.target();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return request.method().equals("GET") && path.equals(url.getRawPath());
    }

    HttpResponse document() {
        return document;
    }
}
