package io.orgauth.identity;

import io.orgauth.Reason;
import java.util.Locale;

/** Why the identity service refused to read or change something. */
public enum IdentityReason implements Reason {
    /** It is not there, or it is another organization's, which looks the same. */
    NOT_FOUND,
    /** Its name, address or id is taken. */
    ALREADY_EXISTS,
    /** Nobody has signed in by the connection in a test since its settings changed. */
    CONNECTION_NOT_TESTED,
    /** Nobody could get in if the identity provider were gone: give an owner a break-glass secret first. */
    BREAK_GLASS_MISSING,
    /** Somebody else changed it meanwhile; read it again. */
    CHANGED_MEANWHILE,
    /** What was given can't be: the message says which part. */
    INVALID,
    /** The organization would be left without an owner. */
    LAST_OWNER,
    /** It would give more than the acting credential holds. */
    EXCEEDS_OWN_RIGHTS,
    /** Only owners touch owners and what can make one. */
    OWNERS_ONLY,
    /** The acting credential says more than its subject may do now; a new one says what is left. */
    RIGHTS_CHANGED,
    /** It needs a sign-in at most 10 minutes old, and no API key or exchanged token is one. */
    RECENT_SIGN_IN_REQUIRED,
    /** The secret, link or code is unknown, used or too old. */
    LINK_NOT_VALID,
    /** The new password is too short, too long, or known to attackers. */
    PASSWORD_NOT_ACCEPTABLE,
    /** E-mail and password do not fit, or may not be used here; which of it is nobody's business. */
    SIGN_IN_FAILED,
    /** Too many failures; try again later. */
    TOO_MANY_ATTEMPTS;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
