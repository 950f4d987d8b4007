package io.orgauth.token;

import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import java.net.URI;
import java.time.Duration;

/** Keys from a URL that the operator wrote down. No redirect is followed: the URL is the trust. */
final class JwksFetch implements KeyFetch {
    private final Fetcher fetcher;
    private final URI uri;
    private final Duration timeout;

    JwksFetch(Fetcher fetcher, URI uri, Duration timeout) {
        this.fetcher = fetcher;
        this.uri = uri;
        this.timeout = timeout;
    }

    @Override
    public Fetched fetch() {
        FetchedResponse answer = fetcher.fetch(FetchRequest.get(uri)
                        .accept("application/jwk-set+json, application/json")
                        .timeout(timeout)
                        .build())
                .requireOk();
        return Fetched.read(answer.body(), answer.maxAge());
    }
}
