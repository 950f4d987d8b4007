package io.orgauth.oidc;

import io.orgauth.json.JsonObject;
import io.orgauth.token.SignedClaims;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one provider does otherwise than OpenID Connect says, switched on per connection by the setting {@code provider}. The defaults
 * are the specification. No more are added here for what a setting can say, or what the provider can mend.
 *
 * <p>Implementations are immutable and thread-safe.
 */
interface Vendor {
    /** The stable key, as settings have it. */
    String key();

    /** What people see unless a connection has a name of its own. */
    String displayName();

    /** The issuer of settings that name none, if the provider has but one. */
    default Optional<String> issuer(JsonObject settings, List<String> realms) {
        return settings.string("issuer");
    }

    /** Why these settings can't be, or empty. */
    default Optional<String> complaint(OidcSettings settings) {
        return settings.realms().isEmpty()
                ? Optional.empty()
                : Optional.of("\"realms\" are Google's domains or Microsoft's tenants, leave them out here");
    }

    /** Whether the metadata's {@code issuer} is right: byte for byte (OpenID Connect Discovery, 4.3). */
    default boolean isMetadataIssuer(OidcSettings settings, String issuer) {
        return issuer.equals(settings.issuer());
    }

    /** Whether an answer may say that it is from this issuer (RFC 9207). */
    default boolean isResponseIssuer(OidcSettings settings, String issuer) {
        return issuer.equals(settings.issuer());
    }

    /** Whether the ID token is from the issuer (OpenID Connect Core, 3.1.3.7 (2)). */
    default boolean isTokenIssuer(OidcSettings settings, SignedClaims claims, String issuer) {
        return issuer.equals(settings.issuer());
    }

    /** Whether a key that its set gives to this issuer may sign the ID token. */
    default boolean isKeyIssuer(SignedClaims claims, String keyIssuer) {
        return true;
    }

    /**
     * The Workspace or tenant that the ID token proves.
     *
     * @throws io.orgauth.InvalidCredentialException if it is none that the connection admits
     */
    default Optional<String> realm(OidcSettings settings, SignedClaims claims) {
        return Optional.empty();
    }

    /** What tells the person from all others of the connection, for ever. */
    default String subject(SignedClaims claims) {
        return claims.requiredString("sub");
    }

    /** Whether the provider takes back that the address is the person's. */
    default boolean disownsEmail(SignedClaims claims) {
        return false;
    }

    /** What only this provider understands in the authorization request. */
    default Map<String, String> authorizationParameters(OidcSettings settings) {
        return Map.of();
    }

    /** What asks the person to prove themselves again; the second obliges the provider to say when (OpenID Connect Core, 3.1.2.1). */
    default Map<String, String> freshParameters() {
        return Map.of("prompt", "login", "max_age", "0");
    }

    /** Whether claims may be missing from the ID token and stand in the userinfo. */
    default boolean hasThinTokens() {
        return true;
    }

    /** The {@code aud} of our own assertions (RFC 7523): the issuer. */
    default String assertionAudience(ProviderMetadata metadata) {
        return metadata.issuer();
    }

    /** The provider of this key. */
    static Optional<Vendor> named(String key) {
        return Stream.<Vendor>of(new AnyProvider(), new Google(), new Microsoft(), new Okta())
                .filter(vendor -> vendor.key().equals(key))
                .findFirst();
    }
}
