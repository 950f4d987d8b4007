package io.orgauth.http;

/**
 * The pattern of a rule: {@code /a/b} is that path, {@code /a/*} is {@code /a} and all below, {@code /*} is everything.
 *
 * @param text the path, without {@code /*}
 * @param prefix whether all below is meant too
 * @param folded the text without regard to case and a slash at the end
 */
record PathPattern(String text, boolean prefix, String folded) {
    static PathPattern parse(String pattern) {
        boolean prefix = pattern.endsWith("/*");
        String text = prefix ? pattern.substring(0, pattern.length() - 2) : pattern;
        if (!pattern.startsWith("/") || !text.chars().allMatch(PathPattern::isPatternCharacter)) {
            throw new IllegalArgumentException(
                    "pattern \"" + LogText.escaped(pattern)
                            + "\" must be a decoded path of visible ASCII such as /a/b, /a/* or /*, without * % ; ? # \\ { or }");
        }
        String closed = text + "/";
        if (text.contains("//")
                || closed.contains("/./")
                || closed.contains("/../")
                || (prefix && text.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "pattern \"" + pattern + "\" must not have an empty or a dot segment, as no request path has");
        }
        return new PathPattern(text, prefix, fold(text));
    }

    private static boolean isPatternCharacter(int c) {
        return c > ' ' && c < 0x7f && "*%;?#\\{}".indexOf(c) < 0;
    }

    /** Exactly this path: for what is allowed, where a near miss must not count. */
    boolean matches(String path) {
        return matches(text, path);
    }

    /** This path, folded: for what is demanded, where a near miss must count. */
    boolean matchesFolded(String foldedPath) {
        return matches(folded, foldedPath);
    }

    private boolean matches(String own, String path) {
        return path.startsWith(own) && (path.length() == own.length() || (prefix && path.charAt(own.length()) == '/'));
    }

    /** The same for two patterns that could demand of the same path with equal right. */
    String key() {
        return prefix ? folded + "/*" : folded;
    }

    /** Exact patterns go before prefixes, longer prefixes before shorter ones. */
    int specificity() {
        return prefix ? text.length() : Integer.MAX_VALUE;
    }

    /** Both ways, as {@link String#equalsIgnoreCase} does: U+017F is an s in upper case, U+212A a k in lower case. */
    static String fold(String path) {
        int length = path.endsWith("/") ? path.length() - 1 : path.length();
        StringBuilder folded = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            folded.append(Character.toLowerCase(Character.toUpperCase(path.charAt(i))));
        }
        return folded.toString();
    }
}
