package io.orgauth.sso;

import io.orgauth.InvalidCredentialException;
import io.orgauth.Reason;
import java.util.Locale;

/** Why a sign-in by an identity provider was refused, whatever the protocol; each protocol has further reasons of its own. */
public enum SsoReason implements Reason {
    /** The callback lacks a parameter, has it twice, or is of the wrong kind. */
    CALLBACK_MALFORMED,
    /** The identity provider says that it did not sign the person in. */
    IDENTITY_PROVIDER_REFUSED,
    /** Nobody here began this sign-in. */
    UNSOLICITED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A refusal for this reason.
     *
     * @param message what was expected and what came, without secrets or personal data
     * @return the exception to throw
     */
    public InvalidCredentialException refusal(String message) {
        return new InvalidCredentialException(this, message);
    }
}
