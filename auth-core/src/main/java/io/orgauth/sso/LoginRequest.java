package io.orgauth.sso;

import java.util.Optional;

/**
 * What a sign-in asks of the identity provider. Immutable.
 *
 * @param returnTo the path to go on to afterwards, which the caller has checked
 * @param loginHint the e-mail address that the person typed, to save typing it again; proves nothing
 * @param fresh whether the person must prove themselves again, even with a session at the identity provider
 */
public record LoginRequest(String returnTo, Optional<String> loginHint, boolean fresh) {
    /**
     * Asks for nothing special.
     *
     * @param returnTo the path to go on to afterwards
     * @return the request
     */
    public static LoginRequest to(String returnTo) {
        return new LoginRequest(returnTo, Optional.empty(), false);
    }

    /**
     * With the address that the person typed.
     *
     * @param email the address
     * @return the request
     */
    public LoginRequest hinting(String email) {
        return new LoginRequest(returnTo, Optional.of(email), fresh);
    }

    /**
     * Asking the person to prove themselves again.
     *
     * @return the request
     */
    public LoginRequest afresh() {
        return new LoginRequest(returnTo, loginHint, true);
    }
}
