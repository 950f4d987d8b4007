package io.orgauth.oidc;

import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0, 3), checked. Immutable.
 *
 * @param issuer as the document says it, byte for byte
 * @param namesIssuer whether its answers must have {@code iss} (RFC 9207, 3)
 * @param document all of it, for advice that nothing depends on
 */
record ProviderMetadata(
        String issuer,
        URI authorization,
        URI token,
        URI jwks,
        Optional<URI> userinfo,
        Optional<URI> endSession,
        boolean namesIssuer,
        JsonObject document) {
    /**
     * The metadata in a document.
     *
     * @throws io.orgauth.AuthUnavailableException with PROVIDER_METADATA_REFUSED
     */
    static ProviderMetadata read(JsonObject document, OidcSettings settings) {
        try {
            String issuer = document.string("issuer").orElseThrow(() -> missing("issuer"));
            if (!settings.vendor().isMetadataIssuer(settings, issuer)) {
                throw OidcReason.PROVIDER_METADATA_REFUSED.outage(
                        "metadata \"issuer\" is not that of " + settings.issuer() + ", byte for byte");
            }
            return new ProviderMetadata(
                    issuer,
                    required(document, settings, "authorization_endpoint"),
                    required(document, settings, "token_endpoint"),
                    required(document, settings, "jwks_uri"),
                    endpoint(document, settings, "userinfo_endpoint"),
                    endpoint(document, settings, "end_session_endpoint"),
                    document.bool("authorization_response_iss_parameter_supported")
                            .orElse(false),
                    document);
        } catch (JsonException e) {
            throw OidcReason.PROVIDER_METADATA_REFUSED.outage("metadata: " + e.getMessage(), e);
        }
    }

    private static URI required(JsonObject document, OidcSettings settings, String name) {
        return endpoint(document, settings, name).orElseThrow(() -> missing(name));
    }

    /** https, since codes, secrets and people are sent there; http only where the issuer is on loopback itself. */
    private static Optional<URI> endpoint(JsonObject document, OidcSettings settings, String name) {
        return document.string(name)
                .map(text -> OidcSettings.url(text)
                        .filter(url -> url.getScheme().equals("https") || settings.isLoopback())
                        .orElseThrow(() -> OidcReason.PROVIDER_METADATA_REFUSED.outage(
                                "metadata \"" + name + "\" is no https URL")));
    }

    private static RuntimeException missing(String name) {
        return OidcReason.PROVIDER_METADATA_REFUSED.outage("metadata has no \"" + name + "\"");
    }

    /** A list of the document, or empty if it does not say, or not as a list. */
    Optional<List<String>> says(String name) {
        try {
            return document.strings(name);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** The issuer only. */
    @Override
    public String toString() {
        return "ProviderMetadata[" + issuer + "]";
    }
}
