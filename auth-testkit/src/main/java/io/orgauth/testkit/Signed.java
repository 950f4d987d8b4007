package io.orgauth.testkit;

/** What of a SAML answer carries a signature. */
public enum Signed {
    /** The assertion: what Entra ID, Google Workspace and ADFS do unless told otherwise. */
    ASSERTION,
    /** The response around it. */
    RESPONSE,
    /** Both: what Okta and Keycloak do unless told otherwise. */
    BOTH,
    /** Nothing: nobody must believe it. */
    NOTHING;

    boolean assertion() {
        return this == ASSERTION || this == BOTH;
    }

    boolean response() {
        return this == RESPONSE || this == BOTH;
    }
}
