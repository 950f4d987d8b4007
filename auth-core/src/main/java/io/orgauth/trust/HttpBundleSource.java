package io.orgauth.trust;

import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** A control plane, asked with the data plane's own credentials. */
final class HttpBundleSource implements BundleSource {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Fetcher fetcher;
    private final URI uri;
    private final String authorization;

    HttpBundleSource(Fetcher fetcher, URI uri, String clientId, String clientSecret) {
        this.fetcher = fetcher;
        this.uri = uri;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((form(clientId) + ':' + form(clientSecret)).getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 6749, 2.3.1: both halves are form-encoded before they are joined. */
    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Document> document(Optional<String> known, Duration patience) {
        FetchRequest.Builder request = FetchRequest.get(uri)
                .authorization(authorization)
                .accept("application/json")
                .timeout(patience.plus(ANSWER))
                .maxBytes(BundleDocument.MAX_BYTES);
        known.ifPresent(request::ifNoneMatch);
        if (known.isPresent() && !patience.isZero()) {
            request.header("prefer", "wait=" + patience.toSeconds()); // RFC 7240, 4.3
        }
        FetchedResponse answer = fetcher.fetch(request.build());
        return answer.notModified()
                ? Optional.empty()
                : Optional.of(new Document(answer.requireOk().body(), answer.etag()));
    }

    @Override
    public byte[] chunk(String name) {
        return fetcher.fetch(FetchRequest.get(URI.create(uri + "/" + name))
                        .authorization(authorization)
                        .maxBytes(BundleChunks.MAX_BYTES)
                        .build())
                .requireOk()
                .body();
    }

    @Override
    public Duration apart() {
        return Duration.ofSeconds(1);
    }

    /** The address only. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
