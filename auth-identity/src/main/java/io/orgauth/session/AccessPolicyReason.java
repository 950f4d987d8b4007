package io.orgauth.session;

import io.orgauth.PermissionDeniedException;
import io.orgauth.Reason;
import java.util.Locale;

/** Why a proof does not let somebody into an organization. */
public enum AccessPolicyReason implements Reason {
    /** The organization is disabled or not there, or the user is no enabled member; which of it is nobody's business. */
    NO_ACCESS,
    /** The user's domain, or the organization, demands another identity provider. */
    SSO_REQUIRED,
    /** The organization accepts no passwords. */
    PASSWORD_NOT_ALLOWED,
    /** The connection was disabled or removed. */
    CONNECTION_DISABLED,
    /** It was proven for another organization, or to another realm of the identity provider. */
    PROOF_OF_OTHER_ORGANIZATION,
    /** The last sign-in by the identity provider is too long ago. */
    SSO_TOO_OLD,
    /** The glass was broken too long ago, or the secret was taken back. */
    BREAK_GLASS_EXPIRED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A refusal for this reason. */
    PermissionDeniedException refusal(String message) {
        return new PermissionDeniedException(this, message);
    }
}
