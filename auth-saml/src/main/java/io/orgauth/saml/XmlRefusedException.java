package io.orgauth.saml;

/** Bytes that {@link StrictXml} does not read: why, for whoever knows what they should have been. */
final class XmlRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SamlReason reason;

    XmlRefusedException(SamlReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    SamlReason reason() {
        return reason;
    }
}
