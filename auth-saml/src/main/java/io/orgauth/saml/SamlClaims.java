package io.orgauth.saml;

import java.util.List;

/**
 * The names under which a vendor's attributes come. They are tried in their order, and the first that came counts.
 *
 * @param email the e-mail address
 * @param displayName what people are called, whole
 * @param given the first part of it
 * @param family the last part of it
 * @param groups the groups
 */
record SamlClaims(
        List<String> email, List<String> displayName, List<String> given, List<String> family, List<String> groups) {
    private static final String SOAP = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    /** Object ids, unless the administrator there chose names (https://learn.microsoft.com/entra/identity-platform). */
    static final String MICROSOFT_GROUPS = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";

    static final SamlClaims PLAIN = new SamlClaims(
            List.of("email", "mail"),
            List.of("displayName", "name"),
            List.of("firstName", "givenName"),
            List.of("lastName", "surname"),
            List.of("groups"));

    static final SamlClaims MICROSOFT = new SamlClaims(
            List.of(SOAP + "emailaddress"),
            List.of("http://schemas.microsoft.com/identity/claims/displayname"),
            List.of(SOAP + "givenname"),
            List.of(SOAP + "surname"),
            List.of(MICROSOFT_GROUPS));

    static final SamlClaims ADFS = new SamlClaims(
            List.of(SOAP + "emailaddress"),
            List.of(SOAP + "name"),
            List.of(SOAP + "givenname"),
            List.of(SOAP + "surname"),
            List.of("http://schemas.xmlsoap.org/claims/Group"));

    static final SamlClaims ONELOGIN = new SamlClaims(
            List.of("email", "User.email"),
            List.of("displayName", "name"),
            List.of("firstName", "User.FirstName"),
            List.of("lastName", "User.LastName"),
            List.of("groups", "memberOf"));

    /** Its own built-in mappers name attributes by their object identifiers. */
    static final SamlClaims KEYCLOAK = new SamlClaims(
            List.of("email", "urn:oid:1.2.840.113549.1.9.1"),
            List.of("name"),
            List.of("firstName", "urn:oid:2.5.4.42"),
            List.of("lastName", "urn:oid:2.5.4.4"),
            List.of("groups", "member"));

    static final SamlClaims USUAL = new SamlClaims(
            List.of("email", "mail", "emailAddress", SOAP + "emailaddress", "urn:oid:0.9.2342.19200300.100.1.3"),
            List.of("displayName", "name", "urn:oid:2.16.840.1.113730.3.1.241"),
            List.of("firstName", "givenName", SOAP + "givenname", "urn:oid:2.5.4.42"),
            List.of("lastName", "surname", "sn", SOAP + "surname", "urn:oid:2.5.4.4"),
            List.of("groups", "memberOf", MICROSOFT_GROUPS, "http://schemas.xmlsoap.org/claims/Group"));
}
