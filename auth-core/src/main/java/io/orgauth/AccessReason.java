package io.orgauth;

import java.util.Locale;

/** Why a proven principal was refused. */
public enum AccessReason implements Reason {
    /** The principal lacks a permission that the path or the code requires. */
    PERMISSION_MISSING,
    /** The principal is proven, but for another organization than this place admits. */
    ORGANIZATION_NOT_ADMITTED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
