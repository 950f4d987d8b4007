package io.orgauth.saml;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is known of identity providers by name: data, and nothing that weakens a check. A connection's own settings win. Attributes are
 * tried in their order, and the first one that came counts.
 */
enum SamlVendor {
    /** Everything is named by whoever sets the application up there; these are the names that our page tells them. */
    OKTA("okta", "Okta Workforce", "Okta", Naming.ADDRESS),
    /** Its NameID is the user principal name, which may be given to somebody else, so people are known by their object id. */
    ENTRA("entra", "Microsoft Entra ID", "Entra ID", Naming.OBJECT_ID),
    GOOGLE("google-workspace", "Google Workspace", "Google", Naming.ADDRESS),
    ADFS("adfs", "AD FS", "AD FS", Naming.NAME_ID),
    PING("pingfederate", "PingFederate", "PingFederate", Naming.NAME_ID),
    ONELOGIN("onelogin", "OneLogin", "OneLogin", Naming.ADDRESS),
    KEYCLOAK("keycloak", "Keycloak", "Keycloak", Naming.NAME_ID),
    OTHER("other", "Another identity provider", "the identity provider", Naming.NAME_ID);

    /** In place of the groups, if there are more than 150 (https://learn.microsoft.com/entra/identity-platform/saml-claims). */
    static final String GROUPS_LINK = "http://schemas.microsoft.com/claims/groups.link";

    private final String key;
    private final String title;
    private final String place;
    private final Naming naming;

    SamlVendor(String key, String title, String place, Naming naming) {
        this.key = key;
        this.title = title;
        this.place = place;
        this.naming = naming;
    }

    /** By what people are known. */
    enum Naming {
        /** The NameID, of which nothing is known beforehand. */
        NAME_ID,
        /** The NameID, which is usually an e-mail address, whatever its format says. */
        ADDRESS,
        /** Entra's immutable object id. */
        OBJECT_ID
    }

    static SamlVendor of(String key) {
        return Arrays.stream(values())
                .filter(vendor -> vendor.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"vendor\" is unknown, expected of "
                        + Arrays.stream(values()).map(SamlVendor::key).toList()));
    }

    String key() {
        return key;
    }

    /** As people call it. */
    String title() {
        return title;
    }

    /** Where its administrator mends something, in a sentence. */
    String place() {
        return place;
    }

    SamlClaims claims() {
        return switch (this) {
            case OKTA, GOOGLE -> SamlClaims.PLAIN;
            case ENTRA -> SamlClaims.MICROSOFT;
            case ADFS -> SamlClaims.ADFS;
            case ONELOGIN -> SamlClaims.ONELOGIN;
            case KEYCLOAK -> SamlClaims.KEYCLOAK;
            case PING, OTHER -> SamlClaims.USUAL;
        };
    }

    boolean nameIdIsAddress() {
        return naming == Naming.ADDRESS;
    }

    /** The attribute that is the subject unless the connection says another. */
    Optional<String> subject() {
        return naming == Naming.OBJECT_ID
                ? Optional.of("http://schemas.microsoft.com/identity/claims/objectidentifier")
                : Optional.empty();
    }

    /** A parameter that takes the address somebody typed, since Entra refuses requests with a subject. */
    Optional<String> hintParameter() {
        return this == ENTRA ? Optional.of("login_hint") : Optional.empty();
    }
}
