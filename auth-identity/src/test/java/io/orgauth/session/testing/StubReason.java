package io.orgauth.session.testing;

import io.orgauth.Reason;
import java.util.Locale;

/** Why the stub refuses, beyond what every protocol refuses. */
public enum StubReason implements Reason {
    /** The answer was not signed by the connection's provider. */
    SIGNATURE_WRONG,
    /** The answer is for another connection. */
    AUDIENCE_WRONG,
    /** The answer is to another request. */
    NONCE_WRONG,
    /** The answer was used before. */
    REPLAYED,
    /** The provider does not answer. */
    UNREACHABLE;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
