package io.orgauth.testkit;

import io.orgauth.http.Endpoints;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import io.orgauth.http.Headers;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers for the provider's URLs as the provider would over HTTP, and for nobody else's. Thread-safe. */
final class InMemoryFetcher implements Fetcher {
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Provider provider;
    private final Endpoints endpoints;

    InMemoryFetcher(Provider provider) {
        this.provider = provider;
        this.endpoints = ProviderEndpoints.of(provider);
    }

    @Override
    public FetchedResponse fetch(FetchRequest request) {
        String url = request.uri().toString();
        if (provider.isDown()) {
            throw unreachable("the fake identity provider is down");
        }
        HttpResponse response = isShared(url)
                ? provider.openId().sharedDiscovery(translated(request, DISCOVERY))
                : answer(request, url);
        return fetched(response);
    }

    private boolean isShared(String url) {
        return provider.persona()
                .openId()
                .shared()
                .filter(shared -> url.equals(shared + DISCOVERY))
                .isPresent();
    }

    private HttpResponse answer(FetchRequest request, String url) {
        String issuer = provider.issuer();
        if (!url.startsWith(issuer + "/")) {
            throw unreachable("only the fake identity provider at " + issuer + " can be reached, not " + url);
        }
        return endpoints
                .answer(translated(request, url.substring(issuer.length())))
                .orElseThrow(() -> unreachable("the fake identity provider has nothing at " + url));
    }

    private static HttpRequest translated(FetchRequest request, String target) {
        HttpRequest.Builder translated = HttpRequest.builder(request.method(), target);
        request.header("Authorization").ifPresent(value -> translated.header("Authorization", value));
        if (request.method().equals("POST")) {
            translated.header("Content-Type", "application/x-www-form-urlencoded");
            translated.body(Query.write(request.form()).getBytes(StandardCharsets.UTF_8));
        }
        return translated.build();
    }

    private static FetchedResponse fetched(HttpResponse response) {
        Headers headers = response.headers();
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.names().forEach(name -> all.put(name, headers.all(name)));
        return FetchedResponse.of(response.status(), all, response.body());
    }

    private static FetchException unreachable(String message) {
        return new FetchException(FetchException.Problem.UNREACHABLE, message);
    }
}
