package io.orgauth.token;

import static io.orgauth.token.FakeFetcher.ok;
import static io.orgauth.token.FakeIssuer.jwks;
import static io.orgauth.token.FakeIssuer.metadata;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException;
import io.orgauth.http.FetchException.Problem;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryFetchTest {
    private static final String KEYS = "https://keys.example.net/set?v=1";

    private final ManualTime time = new ManualTime();
    private final FakeFetcher fetcher = new FakeFetcher();

    private DiscoveryFetch discovery(String issuer) {
        return new DiscoveryFetch(fetcher, time, Duration.ofSeconds(10), issuer);
    }

    private List<String> asked() {
        return fetcher.requests().stream()
                .map(FetchRequest::uri)
                .map(URI::toString)
                .toList();
    }

    /** Serves these documents by URL, and 404 elsewhere. */
    private void serves(Map<String, String> documents) {
        fetcher.answers(request -> {
            String document = documents.get(request.uri().toString());
            return document == null ? FetchedResponse.of(404, Map.of(), new byte[0]) : ok(document);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example,          https://a.example/.well-known/openid-configuration",
        "https://a.example/,         https://a.example/.well-known/openid-configuration",
        "https://a.example/realms/x, https://a.example/realms/x/.well-known/openid-configuration",
        "https://a.example/x/,       https://a.example/x/.well-known/openid-configuration",
        "https://a.example//,        https://a.example//.well-known/openid-configuration",
        "https://a.example:8443/x,   https://a.example:8443/x/.well-known/openid-configuration",
    })
    void fetch_metadataBelowTheIssuer_leadsToItsKeys(String issuer, String metadata) {
        serves(Map.of(metadata, metadata(issuer, KEYS), KEYS, jwks("a")));
        assertEquals(Set.of("a"), discovery(issuer).fetch().keys().kids());
        assertEquals(List.of(metadata, KEYS), asked());
        assertTrue(fetcher.requests().stream().allMatch(request -> request.redirects() == 0));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example,           https://a.example/.well-known/oauth-authorization-server",
        "https://a.example/realms/x/, https://a.example/.well-known/oauth-authorization-server/realms/x",
        "https://a.example:8443/x,    https://a.example:8443/.well-known/oauth-authorization-server/x",
    })
    void fetch_noOpenIdMetadata_asksWhereRfc8414Says(String issuer, String metadata) {
        serves(Map.of(metadata, metadata(issuer, KEYS), KEYS, jwks("a")));
        assertEquals(Set.of("a"), discovery(issuer).fetch().keys().kids());
        assertEquals(List.of(metadata, KEYS), asked().subList(1, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 304, 400, 403, 410, 500, 503})
    void fetch_anyOtherStatus_isNoReasonToLookElsewhere(int status) {
        fetcher.answers(status, metadata("https://a.example", KEYS));
        FetchException failure = assertThrows(
                FetchException.class, () -> discovery("https://a.example").fetch());
        assertEquals(Problem.STATUS, failure.problem());
        assertEquals(1, fetcher.calls());
    }

    @Test
    void fetch_neitherIsThere_fails() {
        fetcher.answers(404, "");
        assertThrows(FetchException.class, () -> discovery("https://a.example").fetch());
        assertEquals(2, fetcher.calls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://b.example",
                "https://a.example/",
                "https://A.example",
                "http://a.example",
                "https://a.example:443",
                "https://a.example ",
                ""
            })
    void fetch_metadataOfAnotherIssuer_isRefused(String other) {
        fetcher.answers(metadata(other, KEYS));
        assertRefused("other_issuer", "https://a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://keys.example.net/set",
                "file:///etc/passwd",
                "ftp://keys.example.net/set",
                "/set",
                "https:///set",
                "https://user@keys.example.net/set",
                "https://keys.example.net/ set",
                ""
            })
    void fetch_jwksUriIsNotHttps_isRefused(String jwksUri) {
        fetcher.answers(metadata("https://a.example", jwksUri));
        assertRefused("invalid_metadata", "https://a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{\"jwks_uri\":\"https://a.example/k\"}",
                "{\"issuer\":7}",
                "{\"issuer\":\"https://a.example\"}",
                "{\"issuer\":\"https://a.example\",\"jwks_uri\":null}",
                "{\"issuer\":\"https://a.example\",\"issuer\":\"https://a.example\",\"jwks_uri\":\"https://a.example/k\"}"
            })
    void fetch_brokenMetadata_isRefused(String document) {
        fetcher.answers(document);
        assertRefused("invalid_metadata", "https://a.example");
    }

    private void assertRefused(String code, String issuer) {
        KeysRefusedException refusal =
                assertThrows(KeysRefusedException.class, () -> discovery(issuer).fetch());
        assertEquals(code, refusal.code());
        assertEquals(1, fetcher.calls());
    }

    @Test
    void fetch_issuerOfHttpInDevelopment_mayHaveKeysOfHttp() {
        String issuer = "http://localhost:8080";
        serves(Map.of(
                issuer + "/.well-known/openid-configuration", metadata(issuer, issuer + "/jwks"),
                issuer + "/jwks", jwks("a")));
        assertEquals(Set.of("a"), discovery(issuer).fetch().keys().kids());
    }

    @Test
    void fetch_slowSteps_shareOneDeadline() {
        fetcher.answers(request -> {
            time.advance(Duration.ofSeconds(4));
            return FetchedResponse.of(404, Map.of(), new byte[0]);
        });
        assertThrows(FetchException.class, () -> discovery("https://a.example").fetch());
        assertEquals(
                List.of(Duration.ofSeconds(10), Duration.ofSeconds(6)),
                fetcher.requests().stream().map(FetchRequest::timeout).toList());
    }

    @Test
    void fetch_deadlineIsOver_asksNoMore() {
        fetcher.answers(request -> {
            time.advance(Duration.ofSeconds(10));
            return ok(metadata("https://a.example", KEYS));
        });
        FetchException failure = assertThrows(
                FetchException.class, () -> discovery("https://a.example").fetch());
        assertEquals(Problem.TIMEOUT, failure.problem());
        assertEquals(1, fetcher.calls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme",
                "urn:acme",
                "ftp://a.example",
                "https://a.example?x=1",
                "https://a.example#x",
                "https://u@a.example",
                "https:///x",
                "https://a b"
            })
    void build_issuerIsNoWebAddress_namesTheOtherCall(String issuer) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> discovery(issuer));
        assertTrue(refusal.getMessage().contains("jwksUri"), refusal.getMessage());
    }
}
