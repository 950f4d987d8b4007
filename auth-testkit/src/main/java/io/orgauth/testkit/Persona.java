package io.orgauth.testkit;

import io.orgauth.testkit.OpenIdStyle.Claims;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Whom a fake identity provider takes after: names of attributes and claims, forms of ids, what is signed. Documented behaviour of the
 * real ones as of 2026, not their code. Immutable and thread-safe.
 */
public final class Persona {
    /** The tenant whose people sign in at Entra ID. */
    public static final String TENANT = "11111111-2222-4333-8444-555555555555";

    /** A tenant that nobody has admitted. */
    public static final String FOREIGN_TENANT = "99999999-2222-4333-8444-555555555555";

    private static final String UNSPECIFIED_NAMES = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";
    private static final String BASIC_NAMES = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";
    private static final String URI_NAMES = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
    private static final String WS_CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String MICROSOFT_CLAIMS = "http://schemas.microsoft.com/identity/claims/";

    private final String name;
    private final SamlStyle saml;
    private final OpenIdStyle openId;
    private final UnaryOperator<String> groups;

    private Persona(String name, SamlStyle saml, OpenIdStyle openId, UnaryOperator<String> groups) {
        this.name = name;
        this.saml = saml;
        this.openId = openId;
        this.groups = groups;
    }

    /**
     * Okta Workforce: signs response and assertion, encrypts by CBC, names groups; thin ID tokens, whose rest is in userinfo.
     *
     * @return the persona
     */
    public static Persona okta() {
        String host = "https://acme.okta.example";
        SamlStyle saml = new SamlStyle(
                "http://www.okta.com/exk1acme0000000000h7",
                host + "/app/acme/exk1acme0000000000h7/sso/saml",
                Saml.EMAIL_FORMAT,
                UNSPECIFIED_NAMES,
                plainNames("email", "firstName", "lastName", "groups"),
                Signed.BOTH,
                SignatureStyle.USUAL.including("xs"),
                true,
                XmlEncryption.CBC);
        return new Persona("Okta", saml, OpenIdStyle.of(host, Claims::okta).thin(), UnaryOperator.identity());
    }

    /**
     * Microsoft Entra ID: signs the assertion, names attributes by URIs and groups by GUIDs; {@code tid} and {@code oid}, never
     * {@code email_verified}.
     *
     * @return the persona
     */
    public static Persona entraId() {
        SamlStyle saml = new SamlStyle(
                "https://sts.windows.net/" + TENANT + "/",
                "https://login.microsoftonline.com/" + TENANT + "/saml2",
                Saml.PERSISTENT_FORMAT,
                UNSPECIFIED_NAMES,
                Map.of(
                        Fact.EMAIL, WS_CLAIMS + "emailaddress",
                        Fact.GIVEN_NAME, WS_CLAIMS + "givenname",
                        Fact.FAMILY_NAME, WS_CLAIMS + "surname",
                        Fact.NAME, WS_CLAIMS + "name",
                        Fact.ID, MICROSOFT_CLAIMS + "objectidentifier",
                        Fact.TENANT, MICROSOFT_CLAIMS + "tenantid",
                        Fact.GROUPS, "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups"),
                Signed.ASSERTION,
                SignatureStyle.USUAL,
                true,
                XmlEncryption.CBC);
        String issuer = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
        OpenIdStyle openId = OpenIdStyle.of(issuer, Claims::entraId)
                .sharedAs("https://login.microsoftonline.com/organizations/v2.0");
        return new Persona("Entra ID", saml, openId, Persona::guid);
    }

    /**
     * Google Workspace: signs the assertion only; {@code hd} in ID tokens, no groups there.
     *
     * @return the persona
     */
    public static Persona googleWorkspace() {
        SamlStyle saml = new SamlStyle(
                "https://accounts.google.com/o/saml2?idpid=C0acme000",
                "https://accounts.google.com/o/saml2/idp?idpid=C0acme000",
                Saml.EMAIL_FORMAT,
                BASIC_NAMES,
                plainNames("email", "firstName", "lastName", "groups"),
                Signed.ASSERTION,
                SignatureStyle.USUAL,
                true,
                XmlEncryption.GCM);
        return new Persona(
                "Google Workspace",
                saml,
                OpenIdStyle.of("https://accounts.google.com", Claims::google),
                UnaryOperator.identity());
    }

    /**
     * Keycloak: signs response and assertion, persistent NameIDs; says its issuer in the answer to an authorization request (RFC 9207).
     *
     * @return the persona
     */
    public static Persona keycloak() {
        String realm = "https://keycloak.acme.example/realms/acme";
        SamlStyle saml = new SamlStyle(
                realm,
                realm + "/protocol/saml",
                Saml.PERSISTENT_FORMAT,
                BASIC_NAMES,
                plainNames("email", "firstName", "lastName", "groups"),
                Signed.BOTH,
                SignatureStyle.USUAL,
                true,
                XmlEncryption.GCM);
        return new Persona(
                "Keycloak", saml, OpenIdStyle.of(realm, Claims::keycloak).sayingIssuer(), UnaryOperator.identity());
    }

    /**
     * Active Directory Federation Services: signs the assertion, encrypts by CBC, names attributes by URIs.
     *
     * @return the persona
     */
    public static Persona adfs() {
        SamlStyle saml = new SamlStyle(
                "http://adfs.acme.example/adfs/services/trust",
                "https://adfs.acme.example/adfs/ls/",
                Saml.PERSISTENT_FORMAT,
                URI_NAMES,
                Map.of(
                        Fact.EMAIL, WS_CLAIMS + "emailaddress",
                        Fact.GIVEN_NAME, WS_CLAIMS + "givenname",
                        Fact.FAMILY_NAME, WS_CLAIMS + "surname",
                        Fact.NAME, WS_CLAIMS + "name",
                        Fact.GROUPS, "http://schemas.xmlsoap.org/claims/Group"),
                Signed.ASSERTION,
                SignatureStyle.USUAL,
                true,
                XmlEncryption.CBC);
        return new Persona(
                "ADFS",
                saml,
                OpenIdStyle.of("https://adfs.acme.example/adfs", Claims::plain),
                UnaryOperator.identity());
    }

    /**
     * PingFederate: signs the assertion, leaves KeyInfo and Destination out, encrypts by CBC.
     *
     * @return the persona
     */
    public static Persona pingFederate() {
        SamlStyle saml = new SamlStyle(
                "pingfederate.acme.example",
                "https://pingfederate.acme.example/idp/SSO.saml2",
                Saml.UNSPECIFIED_FORMAT,
                BASIC_NAMES,
                plainNames("mail", "givenName", "sn", "memberOf"),
                Signed.ASSERTION,
                SignatureStyle.USUAL.withoutKeyInfo(),
                false,
                XmlEncryption.CBC);
        return new Persona(
                "PingFederate",
                saml,
                OpenIdStyle.of("https://pingfederate.acme.example", Claims::plain),
                UnaryOperator.identity());
    }

    /**
     * OneLogin: signs the assertion, names attributes after its own fields.
     *
     * @return the persona
     */
    public static Persona oneLogin() {
        SamlStyle saml = new SamlStyle(
                "https://app.onelogin.com/saml/metadata/00000000-0000-4000-8000-000000000001",
                "https://acme.onelogin.example/trust/saml2/http-post/sso/1",
                Saml.EMAIL_FORMAT,
                BASIC_NAMES,
                plainNames("User.email", "User.FirstName", "User.LastName", "memberOf"),
                Signed.ASSERTION,
                SignatureStyle.USUAL,
                true,
                XmlEncryption.GCM);
        return new Persona(
                "OneLogin",
                saml,
                OpenIdStyle.of("https://acme.onelogin.example/oidc/2", Claims::plain),
                UnaryOperator.identity());
    }

    /**
     * What it is called.
     *
     * @return the product's name
     */
    public String name() {
        return name;
    }

    SamlStyle saml() {
        return saml;
    }

    OpenIdStyle openId() {
        return openId;
    }

    String group(String groupName) {
        return groups.apply(groupName);
    }

    /** Entra ID names groups by their object ids. */
    static String guid(String groupName) {
        return UUID.nameUUIDFromBytes(("group " + groupName).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Map<Fact, String> plainNames(String email, String given, String family, String groups) {
        return Map.of(Fact.EMAIL, email, Fact.GIVEN_NAME, given, Fact.FAMILY_NAME, family, Fact.GROUPS, groups);
    }

    @Override
    public String toString() {
        return "Persona[" + name + "]";
    }
}
