package io.orgauth.saml;

/** Bytes that {@link StrictXml} does not read: why, for whoever knows what they should have been. */
final class XmlRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SamlReason reason;
    private final String expected;
    private final String got;

    XmlRefusedException(SamlReason reason, String expected, String got) {
        super("expected " + expected + ", got " + got, null, false, false);
        this.reason = reason;
        this.expected = expected;
        this.got = got;
    }

    String expected() {
        return expected;
    }

    String got() {
        return got;
    }

    SamlReason reason() {
        return reason;
    }
}
