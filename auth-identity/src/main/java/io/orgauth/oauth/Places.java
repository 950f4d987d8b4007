package io.orgauth.oauth;

import java.net.URI;

/** Where a redirect URI leads, as a content security policy names it. */
final class Places {
    private Places() {}

    /** The origin, or a private scheme with its colon. */
    static String formAction(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return uri.getRawAuthority() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
