package io.orgauth.token;

import static io.orgauth.token.FakeIssuer.jwks;
import static io.orgauth.token.FakeIssuer.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthException;
import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.http.FetchException.Problem;
import io.orgauth.http.FetchedResponse;
import io.orgauth.token.KeyHealth.State;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys from a URL do over time: every wait is the test's own. */
class RemoteKeySourceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration APART = Duration.ofSeconds(30);
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofHours(24);

    private final ManualTime time = new ManualTime();
    private final FakeFetcher issuer = new FakeFetcher();
    private final List<TokenVerifier> opened = new ArrayList<>();

    private final RemoteKeySource source = KeySource.jwksUri(URI.create(FakeIssuer.URL + "/jwks.json"))
            .fetcher(issuer)
            .scheduler(time)
            .ticker(time)
            .patience(Duration.ZERO);

    private TokenVerifier open(RemoteKeySource keys) {
        TokenVerifier verifier = FakeIssuer.verifier(keys);
        opened.add(verifier);
        time.runDue();
        return verifier;
    }

    @AfterEach
    void close() {
        opened.forEach(TokenVerifier::close);
    }

    private static void assertGood(TokenVerifier verifier, String kid) {
        assertEquals("usr_ada", verifier.verify(token(kid)).subject().id());
    }

    private static void assertRefused(TokenVerifier verifier, String kid) {
        AuthException refusal = assertThrows(InvalidCredentialException.class, () -> verifier.verify(token(kid)));
        assertEquals(TokenReason.UNKNOWN_KEY, refusal.reason());
    }

    private static AuthUnavailableException assertUnavailable(TokenVerifier verifier, String kid) {
        AuthUnavailableException outage =
                assertThrows(AuthUnavailableException.class, () -> verifier.verify(token(kid)));
        assertEquals(TokenReason.KEYS_UNAVAILABLE, outage.reason());
        return outage;
    }

    private static KeyHealth health(TokenVerifier verifier) {
        return verifier.keyHealth().get(FakeIssuer.URL);
    }

    @Test
    void verify_keyOfTheIssuer_isGood() {
        issuer.answers(jwks("a"));
        assertGood(open(source), "a");
        assertEquals(1, issuer.calls());
        assertEquals(
                URI.create(FakeIssuer.URL + "/jwks.json"),
                issuer.requests().get(0).uri());
        assertEquals(Duration.ofSeconds(10), issuer.requests().get(0).timeout());
        assertEquals(0, issuer.requests().get(0).redirects());
    }

    @Test
    void build_issuerIsOut_buildsAndRecoversByItself() {
        issuer.fails(Problem.UNREACHABLE);
        TokenVerifier verifier = open(source);
        assertUnavailable(verifier, "a");
        issuer.answers(jwks("a"));
        time.advance(APART.minusNanos(1));
        assertUnavailable(verifier, "a");
        time.advance(Duration.ofNanos(1));
        assertGood(verifier, "a");
    }

    @Test
    void verify_beforeTheFirstAnswer_waitsForIt() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = FakeIssuer.verifier(
                KeySource.jwksUri(URI.create(FakeIssuer.URL + "/jwks.json")).fetcher(issuer));
        opened.add(verifier);
        assertGood(verifier, "a");
    }

    @ParameterizedTest
    @MethodSource("sickAnswers")
    void verify_issuerIsSick_goesOnWithTheLastGoodSetForADay(FetchedResponse answer, String code) {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        issuer.answers(request -> answer);
        time.advance(REFRESH);
        assertGood(verifier, "a");
        assertEquals(State.STALE, health(verifier).state());
        assertEquals(Optional.of(code), health(verifier).lastError());
        time.advance(DAY.minus(REFRESH));
        assertGood(verifier, "a");
        assertTrue(health(verifier).isReady());
        time.advance(Duration.ofNanos(1));
        AuthUnavailableException outage = assertUnavailable(verifier, "a");
        assertTrue(outage.getMessage().contains("PT24H"), outage.getMessage());
        assertEquals(State.UNAVAILABLE, health(verifier).state());
        assertEquals(false, health(verifier).isReady());
    }

    static Stream<Arguments> sickAnswers() {
        String symmetric = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"s\"},"
                + jwks("b").substring(jwks("b").indexOf('[') + 1);
        return Stream.of(
                Arguments.of(FetchedResponse.of(500, Map.of(), new byte[0]), "status"),
                Arguments.of(FetchedResponse.of(304, Map.of(), new byte[0]), "status"),
                Arguments.of(FetchedResponse.of(204, Map.of(), jwks("b").getBytes()), "status"),
                Arguments.of(FakeFetcher.ok(""), "invalid_key_set"),
                Arguments.of(FakeFetcher.ok("<html>"), "invalid_key_set"),
                Arguments.of(FakeFetcher.ok("{}"), "invalid_key_set"),
                Arguments.of(FakeFetcher.ok("{\"keys\":[]}"), "invalid_key_set"),
                Arguments.of(FakeFetcher.ok("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"b\"}]}"), "invalid_key_set"),
                Arguments.of(FakeFetcher.ok(jwks("b", "b")), "invalid_key_set"),
                Arguments.of(FakeFetcher.ok(jwks("b").substring(1)), "invalid_key_set"),
                Arguments.of(FakeFetcher.ok(symmetric), "invalid_key_set"));
    }

    @Test
    void verify_fetcherThrowsWhatItMustNot_goesOnAndAsksAgain() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        issuer.answers(request -> {
            throw new IllegalStateException("a fetcher's own fault");
        });
        time.advance(REFRESH);
        assertGood(verifier, "a");
        assertEquals(Optional.of("failed"), health(verifier).lastError());
        issuer.answers(jwks("a", "b"));
        time.advance(APART);
        assertGood(verifier, "b");
        assertEquals(Optional.empty(), health(verifier).lastError());
    }

    @Test
    void verify_longOutage_asksOnceIn30Seconds() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        issuer.fails(Problem.TIMEOUT);
        time.advance(Duration.ofHours(1));
        assertEquals(1 + 1 + (3600 - 300) / 30, issuer.calls());
        assertGood(verifier, "a");
    }

    @Test
    void verify_issuerComesBackAfterTheLimit_isGoodWithin30Seconds() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        issuer.fails(Problem.TIMEOUT);
        time.advance(DAY.plus(DAY));
        assertUnavailable(verifier, "a");
        issuer.answers(jwks("a"));
        time.advance(APART);
        assertGood(verifier, "a");
        assertEquals(State.FRESH, health(verifier).state());
    }

    @Test
    void verify_removedKey_isRefusedAfterTheRefresh() {
        issuer.answers(jwks("a", "b"));
        TokenVerifier verifier = open(source);
        issuer.answers(jwks("b"));
        time.advance(REFRESH.minusNanos(1));
        assertGood(verifier, "a");
        time.advance(Duration.ofNanos(1));
        assertRefused(verifier, "a");
        assertGood(verifier, "b");
    }

    @Test
    void verify_newKey_isGoodAtTheFirstTokenThatNamesIt() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        issuer.answers(jwks("b"));
        time.advance(APART);
        assertRefused(verifier, "b");
        time.runDue();
        assertGood(verifier, "b");
        assertEquals(2, issuer.calls());
    }

    @Test
    void verify_newKeyRightAfterARefresh_isGoodWithin30Seconds() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        issuer.answers(jwks("b"));
        time.advance(SECOND);
        assertRefused(verifier, "b");
        time.advance(APART.minus(SECOND).minusNanos(1));
        assertRefused(verifier, "b");
        assertEquals(1, issuer.calls());
        time.advance(Duration.ofNanos(1));
        assertGood(verifier, "b");
    }

    @Test
    void verify_newKey_theCallerWaitsForTheOneFetch() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = FakeIssuer.verifier(KeySource.jwksUri(URI.create(FakeIssuer.URL + "/jwks.json"))
                .fetcher(issuer)
                .ticker(time)
                .patience(Duration.ofMinutes(1)));
        opened.add(verifier);
        assertGood(verifier, "a");
        issuer.answers(jwks("b"));
        time.advance(APART);
        assertGood(verifier, "b");
        assertEquals(2, issuer.calls());
    }

    @Test
    void verify_floodOfUnknownKeys_asksOnceIn30Seconds() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        String unknown = token("unknown");
        for (int i = 0; i < 600; i++) {
            assertThrows(InvalidCredentialException.class, () -> verifier.verify(unknown));
            time.advance(SECOND);
            assertGood(verifier, "a");
        }
        assertEquals(1 + 600 / 30, issuer.calls());
        assertEquals(1, time.planned());
    }

    @ParameterizedTest
    @CsvSource({
        "'max-age=600', PT10M",
        "'max-age=60', PT1M",
        "'max-age=59', PT1M",
        "'no-store', PT1M",
        "'max-age=3600', PT1H",
        "'max-age=86400', PT1H",
        "'public', PT5M",
    })
    void refresh_maxAgeOfTheAnswer_decidesWithinBounds(String cacheControl, Duration interval) {
        issuer.answers(request -> FakeFetcher.ok(jwks("a"), cacheControl));
        open(source);
        time.advance(interval.minusNanos(1));
        assertEquals(1, issuer.calls());
        time.advance(Duration.ofNanos(1));
        assertEquals(2, issuer.calls());
    }

    @Test
    void refreshEvery_said_isNotTheIssuersToChange() {
        issuer.answers(request -> FakeFetcher.ok(jwks("a"), "max-age=3600"));
        open(source.refreshEvery(APART));
        time.advance(Duration.ofMinutes(1));
        assertEquals(3, issuer.calls());
    }

    @Test
    void trustStaleFor_shorterThanTwoRefreshes_isStillAskedTwice() {
        issuer.answers(request -> FakeFetcher.ok(jwks("a"), "max-age=3600"));
        TokenVerifier verifier = open(source.trustStaleFor(Duration.ofMinutes(10)));
        time.advance(Duration.ofMinutes(5));
        assertEquals(2, issuer.calls());
        issuer.fails(Problem.TLS);
        time.advance(Duration.ofMinutes(10));
        assertGood(verifier, "a");
        time.advance(Duration.ofNanos(1));
        assertUnavailable(verifier, "a");
    }

    @Test
    void keyHealth_oneBadKey_isSkippedAndCounted() {
        issuer.answers(
                jwks("a").replace("{\"keys\":[", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"bad\"},"));
        TokenVerifier verifier = open(source);
        assertGood(verifier, "a");
        time.advance(SECOND);
        assertEquals(new KeyHealth(State.FRESH, Optional.of(SECOND), Optional.empty(), 1), health(verifier));
    }

    @Test
    void keyHealth_nothingYet_saysSo() {
        issuer.fails(Problem.UNRESOLVED);
        TokenVerifier verifier = open(source);
        assertEquals(
                new KeyHealth(State.UNAVAILABLE, Optional.empty(), Optional.of("unresolved"), 0), health(verifier));
    }

    @Test
    void close_endsTheAsking_andTheVerifierGoesOn() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        verifier.close();
        assertEquals(0, time.planned());
        time.advance(DAY);
        assertEquals(1, issuer.calls());
        assertGood(verifier, "a");
        assertRefused(verifier, "b");
        assertEquals(false, time.isShutdown());
        time.advance(Duration.ofNanos(1));
        assertUnavailable(verifier, "a");
    }

    @Test
    void verify_schedulerShutDownByItsOwner_goesOn() {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(source);
        time.shutdown();
        time.advance(REFRESH);
        assertRefused(verifier, "b");
        assertGood(verifier, "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT29.999S", "PT24H0.001S", "-PT1M"})
    void refreshEvery_outOfBounds_isRefused(Duration interval) {
        assertThrows(IllegalArgumentException.class, () -> source.refreshEvery(interval));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT4M59.999S", "P30DT0.001S"})
    void trustStaleFor_outOfBounds_isRefused(Duration age) {
        assertThrows(IllegalArgumentException.class, () -> source.trustStaleFor(age));
    }

    @Test
    void bounds_themselves_areAllowed() {
        RemoteKeySource often = source.refreshEvery(APART).trustStaleFor(REFRESH);
        RemoteKeySource rarely = source.refreshEvery(DAY).trustStaleFor(Duration.ofDays(30));
        issuer.answers(jwks("a"));
        assertGood(open(often), "a");
        assertGood(open(rarely), "a");
    }

    @Test
    void build_trustShorterThanTwoRefreshes_isRefused() {
        RemoteKeySource keys = source.refreshEvery(Duration.ofMinutes(3)).trustStaleFor(REFRESH);
        assertThrows(IllegalArgumentException.class, () -> FakeIssuer.verifier(keys));
        open(keys.refreshEvery(REFRESH.dividedBy(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jwks.json", "file:///etc/jwks.json", "ftp://host/jwks", "https:///jwks", "https://u@host/jwks"})
    void jwksUri_noWebAddress_isRefused(String uri) {
        assertThrows(IllegalArgumentException.class, () -> KeySource.jwksUri(URI.create(uri)));
    }

    @Test
    void build_httpWithTheDefaultDoor_namesTheSwitch() {
        RemoteKeySource keys = KeySource.jwksUri(URI.create("http://localhost:8080/jwks.json"));
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> FakeIssuer.verifier(keys));
        assertTrue(refusal.getMessage().contains("allowLoopback()"), refusal.getMessage());
    }

    @Test
    void toString_saysWhere() {
        assertEquals("RemoteKeySource[https://auth.example.com/jwks.json]", source.toString());
        assertEquals("RemoteKeySource[discovery]", KeySource.discovery().toString());
    }
}
