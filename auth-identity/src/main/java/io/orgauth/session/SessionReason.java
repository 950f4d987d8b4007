package io.orgauth.session;

import io.orgauth.Reason;
import java.util.Locale;

/** Why a session proves nothing here. */
public enum SessionReason implements Reason {
    /** There is no such session, or it has ended: the reason is the same. */
    SESSION_NOT_VALID,
    /** The user is signed in, but has entered no organization yet. */
    NO_ORGANIZATION_ENTERED,
    /** The user may not act in the organization any more. */
    NO_RIGHTS;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
