package io.orgauth.identity;

import java.util.Locale;

/** How somebody proved who they are. */
public enum SignInMethod {
    /** By the password kept here. */
    PASSWORD,
    /** By an identity provider. */
    CONNECTION,
    /** By the secret that an owner keeps for the day when the identity provider is gone. */
    BREAK_GLASS;

    /**
     * The stable code, for audit and answers.
     *
     * @return for example {@code break_glass}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
