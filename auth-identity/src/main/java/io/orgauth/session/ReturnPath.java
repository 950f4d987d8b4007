package io.orgauth.session;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a browser goes on to after signing in: a path on our own origin, never another site (RFC 9700, 4.11).
 *
 * @param value begins with one slash; ASCII without control characters, backslashes, or an encoded slash or dot at its beginning
 */
record ReturnPath(String value) {
    static final ReturnPath ROOT = new ReturnPath("/");
    private static final int LONGEST = 2048;

    ReturnPath {
        if (!isOwn(value)) {
            throw new IllegalArgumentException("return path must be a path on this origin");
        }
    }

    /** The path, unless a browser might read it as another site's. */
    static Optional<ReturnPath> of(String text) {
        return isOwn(text) ? Optional.of(new ReturnPath(text)) : Optional.empty();
    }

    /**
     * Browsers drop tabs and line breaks, take a backslash for a slash, and two of them for a host. What decodes to one of these
     * may be decoded by whatever stands behind us, so it is no path either.
     */
    private static boolean isOwn(String text) {
        return text.length() <= LONGEST
                && text.startsWith("/")
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')
                && !text.startsWith("//")
                && !pathOf(text).toLowerCase(Locale.ROOT).matches(".*%(2f|5c|0[0-9a-f]|1[0-9a-f]|7f).*");
    }

    private static String pathOf(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    @Override
    public String toString() {
        return value;
    }
}
