package io.orgauth.session;

import io.orgauth.Reason;
import java.util.Locale;

/** Why nobody was signed in. */
public enum SignInReason implements Reason {
    /** The sign-in is unknown, used up, too old, or was begun by another browser: begin again. */
    PENDING_NOT_VALID,
    /** What was answered is not what was asked for. */
    STEP_NOT_EXPECTED,
    /** The path to go on to is not one of ours. */
    RETURN_PATH_REFUSED,
    /** What was posted is no form of ours, or was rendered for another browser. */
    FORM_NOT_OURS,
    /** Address and password do not fit, or may not be used here. */
    SIGN_IN_FAILED,
    /** Too many failures; try again later. */
    TOO_MANY_ATTEMPTS,
    /** The connection is unknown or switched off. */
    CONNECTION_NOT_AVAILABLE,
    /** The identity provider's answer was refused; the trace says why. */
    IDENTITY_NOT_PROVEN,
    /** The identity provider does not answer. */
    IDENTITY_PROVIDER_UNAVAILABLE,
    /** The person is proven, but is nobody here and may not become somebody. */
    NOT_KNOWN_HERE,
    /** The account at the identity provider is linked to somebody else, or this user to another account there. */
    LINKED_OTHERWISE,
    /** The link for a new password is unknown, used or too old. */
    LINK_NOT_VALID,
    /** The invitation is unknown, used or too old. */
    INVITATION_NOT_VALID,
    /** The person is signed in, but no organization lets them enter. */
    NO_ORGANIZATION,
    /** The organization does not accept this way of signing in. */
    NOT_ADMITTED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
