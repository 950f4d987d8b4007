package io.orgauth.jdbc;

import io.orgauth.Reason;
import java.util.Locale;

/** Why a store could not answer. */
public enum JdbcReason implements Reason {
    /** The database is out of reach, has no free connection, or refused a statement; the exception's cause says which. */
    DATABASE_UNAVAILABLE;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
