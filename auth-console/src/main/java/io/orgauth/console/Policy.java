package io.orgauth.console;

/**
 * Where the forms of a page may lead, as its content security policy and its referrer say it.
 *
 * <p>Browsers built on Chromium apply {@code form-action} to every redirect that follows a form too. A sign-in goes on to an identity
 * provider, or back through an authorization to a client on another origin or on loopback (RFC 8252, 7.3), so its pages can't name
 * one origin; docs/decisions has the whole story. Forms that never lead away keep to ours.
 */
enum Policy {
    /** The form and all that follows it stay on our origin. */
    STAYS("'self'", "same-origin"),
    /** What follows our form may be another site. */
    GOES_ON("'self' https: http://localhost:* http://127.0.0.1:*", "same-origin"),
    /** The form itself is another site's, which may ask for the origin that it comes from. */
    LEAVES("https: http://localhost:* http://127.0.0.1:*", "strict-origin");

    private final String formAction;
    private final String referrer;

    Policy(String formAction, String referrer) {
        this.formAction = formAction;
        this.referrer = referrer;
    }

    String formAction() {
        return formAction;
    }

    /** Never no-referrer, with which browsers send {@code Origin: null}, and our own check of Origin refuses that. */
    String referrer() {
        return referrer;
    }
}
