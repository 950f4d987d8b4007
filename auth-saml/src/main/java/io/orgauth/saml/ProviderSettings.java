package io.orgauth.saml;

import io.orgauth.json.JsonObject;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The identity provider in a connection's settings: value by value, or as the document that an administrator pasted, in which
 * {@code entity_id} then says which one.
 */
final class ProviderSettings {
    static final String METADATA = "metadata";
    private static final String ENTITY_ID = "entity_id";
    private static final List<String> VALUES =
            List.of("redirect_url", "post_url", "certificates", "wants_signed_requests", "valid_until");
    static final List<String> NAMES =
            Stream.concat(Stream.of(METADATA, ENTITY_ID), VALUES.stream()).toList();

    private ProviderSettings() {}

    static IdentityProviderMetadata read(SettingsReader settings) {
        Optional<String> document = settings.longText(METADATA);
        if (document.isEmpty()) {
            return new IdentityProviderMetadata(values(settings), Optional.empty());
        }
        if (VALUES.stream().anyMatch(settings::has)) {
            throw new IllegalArgumentException("\"metadata\" says it all: leave out " + VALUES);
        }
        return MetadataReader.read(document.get(), settings.text(ENTITY_ID));
    }

    private static IdentityProviderMetadata.Parts values(SettingsReader settings) {
        List<X509Certificate> certificates =
                settings.texts("certificates").stream().map(Certificates::parse).toList();
        return new IdentityProviderMetadata.Parts(
                settings.text(ENTITY_ID)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the identity provider is missing: give its \"metadata\", or \"entity_id\","
                                        + " \"redirect_url\" and \"certificates\"")),
                settings.text("redirect_url").map(MetadataReader::url),
                settings.text("post_url").map(MetadataReader::url),
                certificates,
                settings.flag("wants_signed_requests"),
                settings.text("valid_until").map(ProviderSettings::time));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"valid_until\" must be a time as 2026-01-31T12:00:00Z");
        }
    }

    static void write(IdentityProviderMetadata provider, JsonObject.Builder settings) {
        settings.put(ENTITY_ID, provider.entityId());
        provider.redirectUrl().ifPresent(url -> settings.put("redirect_url", url.toString()));
        provider.postUrl().ifPresent(url -> settings.put("post_url", url.toString()));
        settings.put(
                "certificates",
                provider.certificates().stream().map(Certificates::base64).toList());
        SettingsReader.putIf(settings, "wants_signed_requests", provider.wantsSignedRequests());
        provider.validUntil().ifPresent(time -> settings.put("valid_until", time.toString()));
    }
}
