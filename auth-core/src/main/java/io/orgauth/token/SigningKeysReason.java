package io.orgauth.token;

import io.orgauth.Reason;
import java.util.Locale;

/** Why signing keys could not be read or changed. */
public enum SigningKeysReason implements Reason {
    /** The store is out of reach, or others keep changing it. */
    SIGNING_KEYS_UNAVAILABLE;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
