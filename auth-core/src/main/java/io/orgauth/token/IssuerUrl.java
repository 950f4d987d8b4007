package io.orgauth.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Checks the URL of an issuer (RFC 8414, 2): https with a host, no query, no fragment, and nothing to interpret. */
final class IssuerUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MAX_LENGTH = 2_048;

    private IssuerUrl() {}

    /** Which schemes are good; http is never good beyond this machine. */
    enum Scheme {
        HTTPS,
        HTTPS_OR_LOOPBACK_HTTP
    }

    /** Returns the URL as it was given, since issuers are compared byte for byte. */
    static String require(String url, Scheme allowed) {
        URI uri = parse(url);
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
            throw refused("must have a host and neither user nor query");
        }
        if (uri.getRawFragment() != null || !uri.normalize().toString().equals(url)) {
            throw refused("must have no fragment and no dot segments");
        }
        if (!hasGoodScheme(uri, allowed)) {
            throw refused("must be https; http is for loopback in development, and must be said");
        }
        return url;
    }

    /** The URL of a name directly below the issuer, whose own last slash is not doubled. */
    static String below(String issuer, String name) {
        return issuer.endsWith("/") ? issuer + name : issuer + "/" + name;
    }

    private static URI parse(String url) {
        try {
            if (url.length() <= MAX_LENGTH) {
                return new URI(url);
            }
        } catch (URISyntaxException e) {
            // The message would quote the text; which character is wrong is easily seen.
        }
        throw refused("must be a URL of at most " + MAX_LENGTH + " characters");
    }

    private static boolean hasGoodScheme(URI uri, Scheme allowed) {
        if ("https".equals(uri.getScheme())) {
            return true;
        }
        return allowed == Scheme.HTTPS_OR_LOOPBACK_HTTP
                && "http".equals(uri.getScheme())
                && LOOPBACK.contains(uri.getHost());
    }

    private static IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException("issuer URL " + problem);
    }
}
