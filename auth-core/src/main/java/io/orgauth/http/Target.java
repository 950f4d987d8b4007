package io.orgauth.http;

import java.util.Optional;

/** A request target taken apart without decoding (RFC 9112, 3.2). */
record Target(Optional<String> authority, String path, Optional<String> query) {
    static Target parse(String raw) {
        int question = raw.indexOf('?');
        String beforeQuery = question < 0 ? raw : raw.substring(0, question);
        Optional<String> query = question < 0 ? Optional.empty() : Optional.of(raw.substring(question + 1));
        int scheme = schemeLength(beforeQuery);
        if (scheme == 0) {
            return new Target(Optional.empty(), beforeQuery, query);
        }
        int slash = beforeQuery.indexOf('/', scheme);
        String authority = slash < 0 ? beforeQuery.substring(scheme) : beforeQuery.substring(scheme, slash);
        return new Target(Optional.of(authority), slash < 0 ? "/" : beforeQuery.substring(slash), query);
    }

    /** Absolute form: a proxy's habit that every server must take (RFC 9112, 3.2.2). */
    private static int schemeLength(String raw) {
        for (String scheme : new String[] {"http://", "https://"}) {
            if (raw.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return 0;
    }

    /** The path below the mount: {@code /appendix} is not below {@code /app}. */
    String below(String mount) {
        String rest = path.startsWith(mount) ? path.substring(mount.length()) : "?";
        if (rest.isEmpty()) {
            return "/";
        }
        if (!mount.isEmpty() && !rest.startsWith("/")) {
            throw new BadRequestException(RequestReason.TARGET_OUTSIDE_MOUNT, "the target is not below the mount");
        }
        return rest;
    }
}
