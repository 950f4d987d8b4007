package io.orgauth.apikey;

import io.orgauth.Reason;
import java.util.Locale;

/** Why a key was not issued or changed; nothing was done then. */
public enum ApiKeyChangeReason implements Reason {
    /** It is not there, or it is another organization's, which looks the same. */
    API_KEY_NOT_FOUND,
    /** It is expired or deactivated, and a dead key can't be changed or rotated. */
    API_KEY_DEAD,
    /** It would be good for more than before; rotate it or issue another. */
    API_KEY_WOULD_WIDEN,
    /** What was asked for can't be: the message says which part. */
    API_KEY_INVALID,
    /** Somebody else changed it meanwhile; read it again. */
    API_KEY_CHANGED_MEANWHILE;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
