package io.orgauth.saml;

import io.orgauth.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a connection: what {@code ConnectionRecord.settings()} means in SAML. Immutable.
 *
 * @param vendor by whose habits attributes are found
 * @param provider whom the connection trusts, and where people sign in
 * @param metadataUrl where the provider publishes its metadata
 * @param request how it is asked
 * @param answers which answers are taken
 * @param mapping what its attributes mean
 */
record SamlSettings(
        SamlVendor vendor,
        IdentityProviderMetadata provider,
        Optional<URI> metadataUrl,
        RequestSettings request,
        AnswerSettings answers,
        AttributeMapping mapping) {
    private static final String VENDOR = "vendor";
    private static final String METADATA_URL = "metadata_url";
    private static final List<String> NAMES = Stream.of(
                    List.of(VENDOR, METADATA_URL),
                    ProviderSettings.NAMES,
                    RequestSettings.NAMES,
                    AnswerSettings.NAMES,
                    AttributeMapping.NAMES)
            .flatMap(List::stream)
            .toList();

    /** Refuses what can't work together. */
    SamlSettings {
        metadataUrl.ifPresent(SamlSettings::requireHttps);
        if (request.post() && provider.postUrl().isEmpty()) {
            throw new IllegalArgumentException(
                    "the identity provider has no URL for the HTTP-POST binding: leave \"post_requests\" out");
        }
    }

    /**
     * Reads settings.
     *
     * @throws IllegalArgumentException if they can't be; the message names the setting and the fix
     */
    static SamlSettings read(JsonObject json) {
        SettingsReader settings = new SettingsReader(json);
        settings.requireOnly(NAMES);
        return new SamlSettings(
                settings.text(VENDOR).map(SamlVendor::of).orElse(SamlVendor.OTHER),
                ProviderSettings.read(settings),
                settings.text(METADATA_URL).map(MetadataReader::url),
                RequestSettings.read(settings),
                AnswerSettings.read(settings),
                AttributeMapping.read(settings));
    }

    /** Settings that mean the same, with the provider's metadata value by value. */
    JsonObject toJson() {
        JsonObject.Builder settings = JsonObject.builder();
        settings.put(VENDOR, vendor.key());
        ProviderSettings.write(provider, settings);
        metadataUrl.ifPresent(url -> settings.put(METADATA_URL, url.toString()));
        request.write(settings);
        answers.write(settings);
        mapping.write(settings);
        return settings.build();
    }

    SamlSettings with(IdentityProviderMetadata other) {
        return new SamlSettings(vendor, other, metadataUrl, request, answers, mapping);
    }

    /** Where the browser goes with a request. */
    URI signInUrl() {
        return byPost()
                ? provider.postUrl().orElseThrow()
                : provider.redirectUrl().orElseThrow();
    }

    boolean byPost() {
        return request.post() || provider.redirectUrl().isEmpty();
    }

    /** The attribute that is the subject; empty if the NameID is. */
    Optional<String> subjectAttribute() {
        return mapping.subject().or(vendor::subject);
    }

    boolean allows(SamlLaxity laxity) {
        return answers.allowed().contains(laxity);
    }

    /** Names of attributes in the order in which they are tried: the connection's own, or else the vendor's usual ones. */
    List<String> emailNames() {
        return mapping.email().map(List::of).orElse(vendor.claims().email());
    }

    List<String> displayNames() {
        return mapping.displayName().map(List::of).orElse(vendor.claims().displayName());
    }

    List<String> groupNames() {
        return mapping.groups().map(List::of).orElse(vendor.claims().groups());
    }

    /** Whoever answers there says which keys count, so nobody on the way may. */
    private static void requireHttps(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme()) && !IdentityProviderMetadata.isLoopback(url)) {
            throw new IllegalArgumentException("\"metadata_url\" must be https");
        }
    }
}
