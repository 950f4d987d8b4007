package io.orgauth.session;

import io.orgauth.Reason;
import java.util.Locale;

/** Why somebody who proved who they are may not enter an organization by that. */
public enum AccessPolicyReason implements Reason {
    /** Organization, user or membership is not there or disabled; which of them is nobody's business. */
    NO_ACCESS,
    /** The person's e-mail domain must sign in by the organization's identity provider. */
    SSO_REQUIRED,
    /** The organization accepts no passwords. */
    PASSWORD_NOT_ALLOWED,
    /** The connection is switched off or gone. */
    CONNECTION_DISABLED,
    /** The connection belongs to another organization. */
    PROOF_OF_OTHER_ORGANIZATION,
    /** The last sign-in by the identity provider is too long ago. */
    SSO_TOO_OLD,
    /** Who broke the glass has had an hour, or may no longer. */
    BREAK_GLASS_EXPIRED;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
