package io.orgauth.saml;

import io.orgauth.sso.Preset;
import io.orgauth.sso.Preset.Ask;
import io.orgauth.sso.Preset.Copy;
import java.util.List;

/** What administrators exchange with each vendor, in that vendor's words. {@code docs/saml} says the same at length. */
final class SamlPresets {
    private static final String ENTITY_ID = "{issuer}/sso/{connection}/metadata";
    private static final String CONSUMER = "{callback}";

    static final List<Preset> ALL = List.of(
            preset(
                    SamlVendor.OKTA,
                    "Identity Provider metadata",
                    List.of(
                            new Copy("Single sign-on URL", CONSUMER),
                            new Copy("Audience URI (SP Entity ID)", ENTITY_ID)),
                    """
                    Applications, Create App Integration, SAML 2.0. Name ID format: Persistent or EmailAddress. Attribute \
                    Statements: email = user.email, firstName = user.firstName, lastName = user.lastName. Group Attribute \
                    Statements: groups, with a filter. Assign people, then copy the metadata of the Sign On tab."""),
            preset(
                    SamlVendor.ENTRA,
                    "Federation Metadata XML",
                    List.of(
                            new Copy("Identifier (Entity ID)", ENTITY_ID),
                            new Copy("Reply URL (Assertion Consumer Service URL)", CONSUMER)),
                    """
                    Enterprise applications, New application, Create your own application, Single sign-on, SAML. Attributes & \
                    Claims: keep the usual ones, and add a group claim of the groups assigned to the application: above 150 groups \
                    Entra sends none. Assign people, then download the Federation Metadata XML of this application."""),
            preset(
                    SamlVendor.GOOGLE,
                    "IdP metadata",
                    List.of(new Copy("ACS URL", CONSUMER), new Copy("Entity ID", ENTITY_ID)),
                    """
                    Admin console, Apps, Web and mobile apps, Add app, Add custom SAML app. Name ID: Basic Information > Primary \
                    email. Attributes: Primary email = email, First name = firstName, Last name = lastName; group membership: \
                    choose the groups, App attribute = groups. Turn the app on for people, then give the downloaded metadata."""),
            preset(
                    SamlVendor.ADFS,
                    "FederationMetadata.xml",
                    List.of(
                            new Copy("Relying party SAML 2.0 SSO service URL", CONSUMER),
                            new Copy("Relying party trust identifier", ENTITY_ID)),
                    """
                    Relying Party Trusts, Add, claims aware. Secure hash algorithm: SHA-256. Claim issuance: send LDAP attributes \
                    E-Mail-Addresses as E-Mail Address, Display-Name as Name, Token-Groups as Group; and a rule that sends a \
                    persistent Name ID. The metadata is at /FederationMetadata/2007-06/FederationMetadata.xml."""),
            preset(
                    SamlVendor.PING,
                    "Metadata export",
                    List.of(
                            new Copy("Partner's Entity ID", ENTITY_ID),
                            new Copy("Assertion Consumer Service URL", CONSUMER)),
                    """
                    Applications, SP Connections, Create, Browser SSO, SP-initiated SSO. Bindings: POST for the response, Redirect for \
                    the request. Attribute contract: SAML_SUBJECT, email, displayName, groups. Sign the assertion or the response. \
                    Then export the metadata of the connection."""),
            preset(
                    SamlVendor.ONELOGIN,
                    "SAML Metadata",
                    List.of(new Copy("Audience (EntityID)", ENTITY_ID), new Copy("ACS (Consumer) URL", CONSUMER)),
                    """
                    Applications, Add App, SAML Custom Connector (Advanced). ACS URL Validator: the ACS URL as an exact expression. \
                    SAML signature element: Both. Parameters: email, firstName, lastName, groups (multi-value), each included in \
                    the assertion. SSO tab: SHA-256. Then More Actions, SAML Metadata."""),
            preset(
                    SamlVendor.KEYCLOAK,
                    "SAML 2.0 Identity Provider Metadata",
                    List.of(new Copy("Client ID", ENTITY_ID), new Copy("Valid redirect URIs", CONSUMER)),
                    """
                    Clients, Create client, SAML; or Import client with our metadata. Name ID format: persistent. Sign assertions: \
                    on. Mappers: email, firstName, lastName, and a group list named groups without full path. The metadata is \
                    linked in Realm settings."""),
            preset(
                    SamlVendor.OTHER,
                    "Metadata of the identity provider",
                    List.of(
                            new Copy("Entity ID (audience)", ENTITY_ID),
                            new Copy("Assertion Consumer Service URL", CONSUMER)),
                    """
                    Make a SAML 2.0 service provider with our metadata, or with these two values. Sign the assertion, the response \
                    or both by SHA-256; send a persistent NameID, and the attributes email, displayName and groups."""));

    private SamlPresets() {}

    /** The preset's key is what the setting {@code vendor} takes. */
    private static Preset preset(SamlVendor vendor, String metadata, List<Copy> copies, String guide) {
        return new Preset(
                vendor.key(),
                vendor.title(),
                List.of(new Ask(ProviderSettings.METADATA, metadata, false)),
                copies,
                guide.strip());
    }
}
