package io.orgauth.token;

import static io.orgauth.token.FakeIssuer.jwks;
import static io.orgauth.token.FakeIssuer.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.http.FetchException.Problem;
import io.orgauth.token.KeyHealth.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A restart while the issuer is out: each open() below is a new life, with a ticker that knows nothing of the last. */
class KeptKeysTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final FakeFetcher issuer = new FakeFetcher();
    private ManualTime time = new ManualTime();

    @TempDir
    private Path directory;

    private RemoteKeySource source(Instant wallClock) {
        time = new ManualTime();
        return KeySource.jwksUri(URI.create(FakeIssuer.URL + "/jwks.json"))
                .fetcher(issuer)
                .scheduler(time)
                .ticker(time)
                .clock(Clock.fixed(wallClock, ZoneOffset.UTC))
                .patience(Duration.ZERO)
                .keepIn(directory);
    }

    private TokenVerifier open(Instant wallClock) {
        TokenVerifier verifier = FakeIssuer.verifier(source(wallClock));
        time.runDue();
        return verifier;
    }

    private void liveOnce() {
        issuer.answers(jwks("a"));
        open(START).close();
        issuer.fails(Problem.UNREACHABLE);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            return all.get(0);
        }
    }

    private static void assertGood(TokenVerifier verifier) {
        assertEquals("usr_ada", verifier.verify(token("a")).subject().id());
    }

    private static void assertUnavailable(TokenVerifier verifier) {
        AuthUnavailableException outage =
                assertThrows(AuthUnavailableException.class, () -> verifier.verify(token("a")));
        assertEquals(TokenReason.KEYS_UNAVAILABLE, outage.reason());
    }

    @Test
    void restart_issuerIsOut_goesOnAndCountsTheAgeFromTheFetch() {
        liveOnce();
        TokenVerifier verifier = open(START.plus(Duration.ofHours(23)));
        assertGood(verifier);
        KeyHealth health = verifier.keyHealth().get(FakeIssuer.URL);
        assertEquals(
                new KeyHealth(State.STALE, Optional.of(Duration.ofHours(23)), Optional.of("unreachable"), 0), health);
        time.advance(Duration.ofHours(1));
        assertGood(verifier);
        time.advance(Duration.ofNanos(1));
        assertUnavailable(verifier);
    }

    @Test
    void restart_copyTooOld_isUnavailable() {
        liveOnce();
        assertGood(open(START.plus(DAY)));
        assertUnavailable(open(START.plus(DAY).plusSeconds(1)));
    }

    @Test
    void restart_copyAsOldAsCanBeTrusted_isUsed() {
        liveOnce();
        Duration longest = Duration.ofDays(30);
        RemoteKeySource keys = source(START.plus(longest)).trustStaleFor(longest);
        assertGood(FakeIssuer.verifier(keys));
    }

    @Test
    void restart_issuerIsOut_healthSaysSoBeforeAnyToken() {
        liveOnce();
        KeyHealth health = open(START.plus(Duration.ofHours(2))).keyHealth().get(FakeIssuer.URL);
        assertEquals(
                new KeyHealth(State.STALE, Optional.of(Duration.ofHours(2)), Optional.of("unreachable"), 0), health);
    }

    @Test
    void restart_afterAnOutage_theAgeIsThatOfTheLastGoodFetch() {
        issuer.answers(jwks("a"));
        TokenVerifier before = open(START);
        issuer.fails(Problem.TIMEOUT);
        time.advance(Duration.ofHours(20));
        before.close();
        assertUnavailable(open(START.plus(DAY).plusSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "-PT1S, true",
        "-PT5M, true",
        "-PT5M1S, false",
        "-PT1H, false",
        "-P3650D, false",
        "P31D, false",
        "P9999D, false"
    })
    void restart_wallClockElsewhere_believesNoCopyFromTheFuture(Duration offset, boolean good) {
        liveOnce();
        TokenVerifier verifier = open(START.plus(offset));
        if (good) {
            assertGood(verifier);
            assertEquals(
                    Optional.of(Duration.ZERO),
                    verifier.keyHealth().get(FakeIssuer.URL).age());
        } else {
            assertUnavailable(verifier);
        }
    }

    @Test
    void restart_youngCopy_servesBeforeTheIssuerAnswers() {
        liveOnce();
        TokenVerifier verifier = FakeIssuer.verifier(source(START.plus(Duration.ofMinutes(5))));
        assertEquals(State.FRESH, verifier.keyHealth().get(FakeIssuer.URL).state());
        assertGood(verifier);
        assertEquals(1, issuer.calls());
    }

    /** A key that was removed while we were down must not come back for as long as the first fetch takes. */
    @Test
    void restart_olderCopy_servesOnlyIfTheIssuerDoesNotAnswer() {
        liveOnce();
        issuer.answers(jwks("b"));
        RemoteKeySource keys =
                source(START.plus(Duration.ofMinutes(5)).plusSeconds(1)).patience(Duration.ofMinutes(1));
        // The default scheduler answers while the token waits.
        TokenVerifier verifier = FakeIssuer.verifier(
                keys.scheduler(RefreshScheduler.of(Optional.empty()).executor()));
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> verifier.verify(token("a")));
        assertEquals(TokenReason.UNKNOWN_KEY, refusal.reason());
        verifier.close();
    }

    @Test
    void restart_issuerHangs_theOlderCopyServesAfterAWait() {
        liveOnce();
        TokenVerifier verifier = FakeIssuer.verifier(source(START.plus(Duration.ofHours(2))));
        assertGood(verifier);
        assertEquals(1, issuer.calls());
    }

    @Test
    void restart_issuerAnswers_itsAnswerReplacesTheCopy() {
        liveOnce();
        issuer.answers(jwks("b"));
        open(START.plusSeconds(60)).close();
        issuer.fails(Problem.TLS);
        TokenVerifier verifier = open(START.plusSeconds(120));
        assertEquals("usr_ada", verifier.verify(token("b")).subject().id());
        assertEquals(
                Optional.of(Duration.ofSeconds(60)),
                verifier.keyHealth().get(FakeIssuer.URL).age());
    }

    @Test
    void keepIn_file_isReadableByItsOwnerOnly() throws IOException {
        liveOnce();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void keepIn_brokenAnswer_isNeverKept() throws IOException {
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(START);
        byte[] kept = Files.readAllBytes(file());
        issuer.answers("{\"keys\":[]}");
        time.advance(Duration.ofHours(1));
        assertEquals(new String(kept), Files.readString(file()));
        verifier.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "no json",
                "{\"issuer\":\"https://auth.example.com\",\"source\":\"https://auth.example.com/jwks.json\"}",
                "{\"issuer\":\"https://auth.example.com\",\"source\":\"https://auth.example.com/jwks.json\",\"fetched_at\":9223372036854775807,\"jwks\":\"{}\"}",
                "{\"issuer\":\"https://auth.example.com\",\"source\":\"https://auth.example.com/jwks.json\",\"fetched_at\":1795521600}",
                "{\"issuer\":\"https://auth.example.com\",\"source\":\"https://auth.example.com/jwks.json\",\"fetched_at\":1795521600,\"jwks\":\"{}\"}"
            })
    void restart_damagedCopy_isAsGoodAsNone(String content) throws IOException {
        liveOnce();
        Files.writeString(file(), content);
        assertUnavailable(open(START));
        issuer.answers(jwks("a"));
        time.advance(Duration.ofSeconds(30));
        assertGood(open(START));
    }

    @Test
    void restart_copyOfAnotherIssuerInItsPlace_isNotUsed() throws IOException {
        liveOnce();
        String kept = Files.readString(file());
        Files.writeString(file(), kept.replace("https://auth.example.com\"", "https://auth.example.org\""));
        assertUnavailable(open(START));
        Files.writeString(file(), kept.replace("/jwks.json", "/others.json"));
        assertUnavailable(open(START));
        Files.writeString(file(), kept);
        assertGood(open(START));
    }

    @Test
    void keepIn_twoSources_shareTheDirectory() throws IOException {
        liveOnce();
        issuer.answers(request -> FakeFetcher.ok(
                request.uri().getPath().startsWith("/.well-known")
                        ? FakeIssuer.metadata(FakeIssuer.URL, FakeIssuer.URL + "/b.json")
                        : jwks("b")));
        ManualTime other = new ManualTime();
        RemoteKeySource discovery = KeySource.discovery()
                .fetcher(issuer)
                .scheduler(other)
                .ticker(other)
                .keepIn(directory);
        TokenVerifier verifier = FakeIssuer.verifier(discovery);
        other.runDue();
        assertEquals("usr_ada", verifier.verify(token("b")).subject().id());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void keepIn_directoryIsMissing_isMade() {
        directory = directory.resolve("var/lib/orgauth");
        liveOnce();
        assertGood(open(START));
    }

    @Test
    void keepIn_aFileInItsPlace_isRefusedWhenBuilt() throws IOException {
        directory = Files.createFile(directory.resolve("taken"));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> open(START));
        assertTrue(refusal.getMessage().startsWith("keepIn needs a directory"), refusal.getMessage());
    }

    @Test
    void keepIn_directoryVanishes_tokensStayGood() throws IOException {
        liveOnce();
        issuer.answers(jwks("a"));
        TokenVerifier verifier = open(START);
        Files.delete(file());
        Files.delete(directory);
        time.advance(Duration.ofHours(2));
        assertGood(verifier);
        assertEquals(State.FRESH, verifier.keyHealth().get(FakeIssuer.URL).state());
    }
}
