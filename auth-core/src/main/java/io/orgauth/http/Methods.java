package io.orgauth.http;

import java.util.Locale;
import java.util.Set;

/** What we know of request methods (RFC 9110, 9). */
final class Methods {
    // TRACE echoes credentials to whoever could make a page send it; CONNECT is for proxies; browsers forbid all three.
    private static final Set<String> REFUSED = Set.of("TRACE", "TRACK", "CONNECT");

    private Methods() {}

    static boolean isRefused(String method) {
        return REFUSED.contains(method.toUpperCase(Locale.ROOT));
    }

    /** A configured method in lower case would match nothing that is sent. */
    static String requireUpperCase(String method) {
        if (!Headers.isToken(method) || !method.equals(method.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("method must be in upper case, such as GET or PATCH");
        }
        return method;
    }
}
