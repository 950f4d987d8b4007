package io.orgauth.oidc;

import io.orgauth.AuthUnavailableException;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonLimits;
import io.orgauth.token.JwkSet;
import io.orgauth.token.KeySupply;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is known of a connection's provider: its metadata and keys, refreshed when needed. Thread-safe. */
final class Provider implements KeySupply {
    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(1 << 20).withMaxMembers(10_000);
    private static final Duration METADATA = Duration.ofHours(1);
    private static final Duration KEYS = Duration.ofMinutes(5);

    private final OidcSettings settings;
    private final Fetcher fetcher;
    private final Refreshed<ProviderMetadata> metadata;
    private final Refreshed<ProviderKeys> keys;

    Provider(OidcSettings settings, Fetcher fetcher, LongSupplier ticker) {
        this.settings = settings;
        this.fetcher = fetcher;
        this.metadata = new Refreshed<>(
                "metadata of " + settings.issuer(), METADATA, ticker, () -> read(settings, fetchedMetadata()));
        this.keys = new Refreshed<>("key set of " + settings.issuer(), KEYS, ticker, this::fetchedKeys);
    }

    /**
     * The provider's metadata.
     *
     * @throws AuthUnavailableException if there is none to trust
     */
    ProviderMetadata metadata() {
        return metadata.current();
    }

    /** Whose key this is, where one set serves several issuers. */
    Optional<String> issuerOfKey(Optional<String> kid) {
        return keys.current().issuerOf(kid);
    }

    @Override
    public JwkSet current() {
        return keys.current().set();
    }

    @Override
    public JwkSet newer() {
        return keys.newerThan(keys.current()).set();
    }

    /** The document as it comes; no redirect is followed, as the URL is the trust. */
    FetchedResponse fetchedMetadata() {
        return fetched(settings.metadataUrl(), "application/json");
    }

    static Refreshed.Answer<ProviderMetadata> read(OidcSettings settings, FetchedResponse answer) {
        try {
            // How long metadata lasts is not the sender's to say: its max-age is mostly a web server's default.
            return new Refreshed.Answer<>(
                    ProviderMetadata.read(Json.parseObject(answer.body(), LIMITS), settings), Optional.empty());
        } catch (JsonException e) {
            throw OidcReason.PROVIDER_METADATA_REFUSED.outage("metadata: " + e.getMessage(), e);
        }
    }

    private Refreshed.Answer<ProviderKeys> fetchedKeys() {
        FetchedResponse answer = fetched(metadata().jwks(), "application/jwk-set+json, application/json");
        return new Refreshed.Answer<>(ProviderKeys.read(answer.body()), answer.maxAge());
    }

    private FetchedResponse fetched(URI url, String accept) {
        try {
            return fetcher.fetch(FetchRequest.get(url).accept(accept).build()).requireOk();
        } catch (FetchException e) {
            throw OidcReason.PROVIDER_UNAVAILABLE.outage(
                    "provider " + settings.issuer() + ": " + e.problem().code(), e);
        }
    }
}
