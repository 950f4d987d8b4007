package io.orgauth.console;

import java.net.URI;
import java.util.Locale;

/**
 * Where a link or a form may lead: a path of our own origin, or a page of another site. Escaping does not make {@code javascript:}
 * harmless, so nothing becomes an address in a page but through here.
 *
 * @param value as it stands in the attribute
 */
record Location(String value) {
    /**
     * A path on the origin that the page is on.
     *
     * @throws IllegalArgumentException if a browser could read it as anything else
     */
    static Location path(String path) {
        boolean own = path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
        if (!own) {
            throw new IllegalArgumentException("a link of a page must be an absolute path on its own origin");
        }
        return new Location(path);
    }

    /**
     * A page or picture by its URL.
     *
     * @throws IllegalArgumentException unless it is https or http with a host
     */
    static Location site(URI url) {
        if (url.getHost() == null || !isWeb(url)) {
            throw new IllegalArgumentException("an address of another site must be an absolute https URL");
        }
        return new Location(url.toASCIIString());
    }

    /** Scheme, host and port, which contain nothing that could end a directive of a content security policy. */
    static String origin(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme().toLowerCase(Locale.ROOT) + "://" + url.getHost() + port;
    }

    private static boolean isWeb(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
    }

    @Override
    public String toString() {
        return value;
    }
}
