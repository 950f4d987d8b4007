package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A URL taken apart once, in the only spellings that are accepted, so that no two readers can differ over its host. */
final class FetchTarget {
    private static final int MAX_REQUEST_TARGET = 8192;
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    private final boolean secure;
    private final String host;
    private final Optional<InetAddress> literal;
    private final int port;
    private final String requestTarget;
    private final URI uri;

    private FetchTarget(URI uri, boolean secure, String host, Optional<InetAddress> literal) {
        this.uri = uri;
        this.secure = secure;
        this.host = host;
        this.literal = literal;
        this.port = uri.getPort() < 0 ? defaultPort(secure) : uri.getPort();
        this.requestTarget = uri.getRawQuery() == null ? path(uri) : path(uri) + "?" + uri.getRawQuery();
    }

    static FetchTarget parse(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("a URL starts with https://");
        }
        String authority = String.valueOf(uri.getRawAuthority());
        if (authority.indexOf('@') >= 0) {
            throw refused("a URL has no user info");
        }
        if (uri.getRawFragment() != null) {
            throw refused("a URL has no fragment");
        }
        if (uri.getHost() == null) {
            throw refused("the URL's host is neither a name in ASCII nor a plain address");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        Optional<InetAddress> literal = HostForm.literal(withoutBrackets(host));
        if (literal.isEmpty() && !HostForm.isName(host)) {
            throw refused("the URL's host is neither a name in ASCII nor a plain address");
        }
        FetchTarget target = new FetchTarget(uri, scheme.equals("https"), host, literal);
        target.requireSendable();
        return target;
    }

    private void requireSendable() {
        if (port < 1 || port > 0xffff) {
            throw refused("the URL's port is not from 1 to 65535");
        }
        if (requestTarget.length() > MAX_REQUEST_TARGET
                || !VISIBLE.matcher(requestTarget).matches()) {
            throw refused("the URL's path and query are not visible ASCII of at most 8 KiB");
        }
    }

    boolean secure() {
        return secure;
    }

    /** In lower case; an IPv6 literal without its brackets. */
    String host() {
        return withoutBrackets(host);
    }

    Optional<InetAddress> literal() {
        return literal;
    }

    int port() {
        return port;
    }

    /** Path and query as they go into the request line. */
    String requestTarget() {
        return requestTarget;
    }

    /** The {@code Host} header: the port only where it is not the scheme's own. */
    String hostHeader() {
        return port == defaultPort(secure) ? host : authority();
    }

    /** Host and port, always both, as {@code CONNECT} takes them. */
    String authority() {
        return host + ":" + port;
    }

    /** Scheme, host and port (RFC 6454, 4), always in the same spelling. */
    String origin() {
        return (secure ? "https://" : "http://") + authority();
    }

    /** The name {@code localhost}, a name below it (RFC 6761, 6.3), or a loopback literal. */
    boolean namesLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || literal.map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /** RFC 3986, 5.3; java.net.URI follows RFC 2396, where a query alone loses the path. */
    FetchTarget resolve(String location) {
        try {
            return parse(uri.resolve(location.startsWith("?") ? path(uri) + location : location));
        } catch (IllegalArgumentException e) {
            throw new FetchException(Problem.REDIRECT, "\"Location\" is no URL", e);
        }
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }

    private static String path(URI uri) {
        return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static FetchException refused(String message) {
        return new FetchException(Problem.REFUSED_URL, message);
    }
}
