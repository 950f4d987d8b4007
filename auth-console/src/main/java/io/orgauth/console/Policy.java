package io.orgauth.console;

import java.util.regex.Pattern;

/**
 * Where the forms of a page may lead, as its content security policy and its referrer say it.
 *
 * <p>Browsers built on Chromium apply {@code form-action} to every redirect that follows a form too. A sign-in goes on to an identity
 * provider, or back through an authorization to a client on another origin or on loopback (RFC 8252, 7.3), so its pages can't name
 * one origin; docs/decisions has the whole story. Forms that never lead away keep to ours.
 *
 * @param formAction the sources of {@code form-action}
 * @param referrer never no-referrer, with which browsers send {@code Origin: null}, and our own check of Origin refuses that
 */
record Policy(String formAction, String referrer) {
    private static final String ELSEWHERE = "https: http://localhost:* http://127.0.0.1:*";

    /** The form and all that follows it stay on our origin. */
    static final Policy STAYS = new Policy("'self'", "same-origin");

    /** What follows our form may be another site. */
    static final Policy GOES_ON = new Policy("'self' " + ELSEWHERE, "same-origin");

    /** The form itself is another site's, which may ask for the origin that it comes from. */
    static final Policy LEAVES = new Policy(ELSEWHERE, "strict-origin");

    private static final Pattern ALLOWED_ALREADY =
            Pattern.compile("https://[^\\s;,']+|http://(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?");
    private static final Pattern LOOPBACK_IPV6 = Pattern.compile("http://\\[::1](:[0-9]{1,5})?");

    /** A domain turned round has a dot, which no scheme has that a browser runs itself, such as {@code javascript:}. */
    private static final Pattern PRIVATE_SCHEME = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+:");

    /**
     * What follows our form is a client, which may send the browser on to another site.
     *
     * @param client its origin, or its private scheme with the colon
     * @throws IllegalArgumentException if it is neither, or no client may be there
     */
    static Policy goesOnTo(String client) {
        if (ALLOWED_ALREADY.matcher(client).matches()) {
            return GOES_ON;
        }
        if (LOOPBACK_IPV6.matcher(client).matches()) {
            return goingOnTo("http:"); // no source can name an IPv6 address (CSP 3, 2.3.1)
        }
        if (PRIVATE_SCHEME.matcher(client).matches()) {
            return goingOnTo(client);
        }
        throw new IllegalArgumentException("a client is on https, on loopback, or at a private scheme with a dot");
    }

    private static Policy goingOnTo(String source) {
        return new Policy(GOES_ON.formAction() + " " + source, GOES_ON.referrer());
    }
}
