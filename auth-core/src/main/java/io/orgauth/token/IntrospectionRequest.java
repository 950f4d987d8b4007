package io.orgauth.token;

import io.orgauth.http.FetchRequest;
import io.orgauth.http.Fetcher;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** The question (RFC 7662, 2.1): the token in a form, never in a URL, by an authenticated client. Immutable, redacting. */
final class IntrospectionRequest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 65_536;

    private final Fetcher fetcher;
    private final URI endpoint;
    private final String authorization;

    IntrospectionRequest(Fetcher fetcher, URI endpoint, String clientId, String clientSecret) {
        this.fetcher = fetcher;
        this.endpoint = endpoint;
        byte[] both = (form(clientId) + ':' + form(clientSecret)).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** RFC 6749, 2.3.1. */
    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    byte[] ask(String token) {
        return fetcher.fetch(FetchRequest.postForm(endpoint, Map.of("token", token))
                        .authorization(authorization)
                        .accept("application/json")
                        .timeout(TIMEOUT)
                        .maxBytes(MAX_ANSWER)
                        .build())
                .requireOk()
                .body();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
