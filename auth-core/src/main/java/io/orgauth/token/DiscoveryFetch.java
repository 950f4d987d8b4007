package io.orgauth.token;

import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keys from where the issuer's own metadata says (OpenID Connect Discovery 1.0, 4; RFC 8414, 3). The metadata is read anew
 * each time: nothing of it is remembered that could be out of date.
 */
final class DiscoveryFetch implements KeyFetch {
    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(1 << 20).withMaxMembers(10_000);
    private static final int NOT_FOUND = 404;

    private final Fetcher fetcher;
    private final LongSupplier ticker;
    private final Duration deadline;
    private final String issuer;
    private final URI base;

    /**
     * A way for this issuer.
     *
     * @throws IllegalArgumentException if the issuer is no URL to start from
     */
    DiscoveryFetch(Fetcher fetcher, LongSupplier ticker, Duration deadline, String issuer) {
        this.fetcher = fetcher;
        this.ticker = ticker;
        this.deadline = deadline;
        this.issuer = issuer;
        this.base = base(issuer);
    }

    private static URI base(String issuer) {
        URI uri = uri(issuer)
                .filter(url -> url.getRawQuery() == null && url.getRawFragment() == null)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "issuer \"" + issuer
                                        + "\" is no https URL without query and fragment, so say where its keys are: KeySource.jwksUri(...)"));
        return URI.create(withoutLastSlash(uri.toString()));
    }

    /** An http or https URL with a host, and nobody's name in it. */
    static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public Fetched fetch() {
        long start = ticker.getAsLong();
        JsonObject metadata = metadata(start);
        requireIssuer(metadata); // OpenID Connect Discovery, 4.3; RFC 8414, 3.3
        return new JwksFetch(fetcher, jwksUri(metadata), left(start)).fetch();
    }

    private JsonObject metadata(long start) {
        FetchedResponse answer = ask(URI.create(base + "/.well-known/openid-configuration"), start);
        if (answer.status() == NOT_FOUND) {
            answer = ask(inserted(), start);
        }
        try {
            return Json.parseObject(answer.requireOk().body(), LIMITS);
        } catch (JsonException e) {
            throw new KeysRefusedException("invalid_metadata", "metadata: " + e.getMessage(), e);
        }
    }

    /** RFC 8414, 3.1: the well-known part goes between host and path. */
    private URI inserted() {
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + "/.well-known/oauth-authorization-server"
                + base.getRawPath());
    }

    private FetchedResponse ask(URI uri, long start) {
        return fetcher.fetch(FetchRequest.get(uri)
                .accept("application/json")
                .timeout(left(start))
                .build());
    }

    /** One deadline for all: a peer that drips at each step gains nothing by there being several. */
    private Duration left(long start) {
        Duration left = deadline.minusNanos(ticker.getAsLong() - start);
        if (left.isNegative() || left.isZero()) {
            throw new FetchException(FetchException.Problem.TIMEOUT, "discovery took longer than " + deadline);
        }
        return left;
    }

    /** Byte for byte: metadata of another issuer would bring another issuer's keys (mix-up). */
    private void requireIssuer(JsonObject metadata) {
        if (!string(metadata, "issuer").equals(issuer)) {
            throw new KeysRefusedException(
                    "other_issuer", "metadata \"issuer\" is not \"" + issuer + "\", which was asked for");
        }
    }

    /** An issuer of https does not send us to http, even where a development fetcher would go there. */
    private URI jwksUri(JsonObject metadata) {
        return uri(string(metadata, "jwks_uri"))
                .filter(url ->
                        url.getScheme().equals("https") || base.getScheme().equals("http"))
                .orElseThrow(
                        () -> new KeysRefusedException("invalid_metadata", "metadata \"jwks_uri\" is no https URL"));
    }

    private static String string(JsonObject metadata, String name) {
        try {
            return metadata.string(name)
                    .orElseThrow(
                            () -> new KeysRefusedException("invalid_metadata", "metadata has no \"" + name + "\""));
        } catch (JsonException e) {
            throw new KeysRefusedException("invalid_metadata", "metadata: " + e.getMessage(), e);
        }
    }

    private static String withoutLastSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
