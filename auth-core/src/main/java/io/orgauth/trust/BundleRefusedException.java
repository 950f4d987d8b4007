package io.orgauth.trust;

/** A document or chunk that is not to be used; the reason goes to health and log. Without a stack trace. */
final class BundleRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TrustReason reason;

    BundleRefusedException(TrustReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static BundleRefusedException malformed(String what) {
        return new BundleRefusedException(TrustReason.MALFORMED_BUNDLE, what);
    }

    TrustReason reason() {
        return reason;
    }
}
