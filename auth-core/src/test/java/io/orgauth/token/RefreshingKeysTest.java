package io.orgauth.token;

import static io.orgauth.token.FakeIssuer.jwks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthUnavailableException;
import io.orgauth.http.FetchException.Problem;
import io.orgauth.token.KeyHealth.State;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits, how long, and who does not. */
@Timeout(60)
class RefreshingKeysTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration APART = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();
    private final FakeFetcher issuer = new FakeFetcher();
    private final RemoteKeySource source = KeySource.jwksUri(URI.create(FakeIssuer.URL + "/jwks.json"))
            .fetcher(issuer)
            .scheduler(time)
            .ticker(time)
            .patience(LONG);

    private Keys opened() {
        issuer.answers(jwks("a"));
        Keys keys = source.open(FakeIssuer.URL);
        time.runDue();
        return keys;
    }

    private static Thread waiting(Runnable call) {
        Thread thread = new Thread(call, "waiting");
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(thread.isAlive(), "it did not wait");
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void newerThan_setWasReplacedMeanwhile_isAnsweredWithoutAsking() {
        Keys keys = opened();
        KeySet seen = keys.current();
        time.advance(Duration.ofMinutes(5));
        KeySet newer = keys.newerThan(seen);
        assertNotSame(seen, newer);
        assertSame(keys.current(), newer);
        assertEquals(2, issuer.calls());
    }

    @Test
    void newerThan_withinTheInterval_isAnsweredAtOnce() {
        Keys keys = opened();
        KeySet seen = keys.current();
        assertSame(seen, keys.newerThan(seen));
    }

    @Test
    void newerThan_nineCallers_eightWaitForOneFetchAndTheNinthDoesNot() throws Exception {
        Keys keys = opened();
        KeySet seen = keys.current();
        time.advance(APART);
        issuer.answers(jwks("a", "b"));
        Set<KeySet> got = ConcurrentHashMap.newKeySet();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(waiting(() -> got.add(keys.newerThan(seen))));
        }
        assertSame(seen, keys.newerThan(seen));
        assertSame(seen, keys.current());
        time.runDue();
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(Set.of(keys.current()), got);
        assertEquals(Set.of("a", "b"), keys.current().kids());
        assertEquals(2, issuer.calls());
    }

    @Test
    void newerThan_waitersOfTheLastFetchAreGone_waitsAgain() throws Exception {
        Keys keys = opened();
        for (int i = 0; i < 10; i++) {
            KeySet seen = keys.current();
            time.advance(APART);
            Thread caller = waiting(() -> keys.newerThan(seen));
            time.runDue();
            caller.join();
        }
        assertEquals(11, issuer.calls());
    }

    @Test
    void newerThan_fetchFails_isTheSameSet() throws Exception {
        Keys keys = opened();
        KeySet seen = keys.current();
        time.advance(APART);
        issuer.fails(Problem.UNREACHABLE);
        Set<KeySet> got = ConcurrentHashMap.newKeySet();
        Thread caller = waiting(() -> got.add(keys.newerThan(seen)));
        time.runDue();
        caller.join();
        assertEquals(Set.of(seen), got);
    }

    @Test
    void current_beforeTheFirstAnswer_waitsForIt() throws Exception {
        issuer.answers(jwks("a"));
        Keys keys = source.hurried(APART, Duration.ofMinutes(1)).open(FakeIssuer.URL);
        Set<KeySet> got = ConcurrentHashMap.newKeySet();
        Thread caller = waiting(() -> got.add(keys.current()));
        time.runDue();
        caller.join();
        assertEquals(Set.of(keys.current()), got);
    }

    @Test
    void current_firstFetchHangs_waitsNoLongerThanItsDeadline() {
        Keys keys = source.hurried(APART, Duration.ofMillis(20)).open(FakeIssuer.URL);
        AuthUnavailableException outage = assertThrows(AuthUnavailableException.class, keys::current);
        assertEquals(TokenReason.KEYS_UNAVAILABLE, outage.reason());
        assertEquals("keys of https://auth.example.com were never obtained", outage.getMessage());
    }

    @Test
    void current_firstFetchFailed_waitsNoMore() {
        issuer.fails(Problem.REFUSED_ADDRESS);
        Keys keys = source.hurried(APART, Duration.ofMinutes(1)).open(FakeIssuer.URL);
        time.runDue();
        AuthUnavailableException outage = assertThrows(AuthUnavailableException.class, keys::current);
        assertTrue(
                outage.getMessage().endsWith("were never obtained, last error refused_address"), outage.getMessage());
    }

    @Test
    void current_closedBeforeTheFirstAnswer_waitsNoMore() {
        Keys keys = source.hurried(APART, Duration.ofMinutes(1)).open(FakeIssuer.URL);
        keys.close();
        assertThrows(AuthUnavailableException.class, keys::current);
    }

    @Test
    void current_interruptedWhileWaiting_staysInterrupted() {
        Keys keys = source.hurried(APART, Duration.ofMinutes(1)).open(FakeIssuer.URL);
        Thread.currentThread().interrupt();
        assertThrows(AuthUnavailableException.class, keys::current);
        assertTrue(Thread.interrupted());
    }

    @Test
    void health_ofKeysThatAreNeverAskedFor_isFresh() {
        TokenVerifier verifier = FakeIssuer.verifier(KeySource.jwks(jwks("a")));
        KeyHealth health = verifier.keyHealth().get(FakeIssuer.URL);
        assertEquals(new KeyHealth(State.FRESH, Optional.empty(), Optional.empty(), 0), health);
        assertTrue(health.isReady());
    }

    @Test
    void build_discoveryOfAnHttpIssuerWithTheDefaultDoor_namesTheSwitch() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> KeySource.discovery().open("http://localhost:8080"));
        assertTrue(refusal.getMessage().contains("allowLoopback()"), refusal.getMessage());
    }

    @Test
    void open_httpsWithTheDefaultDoor_asksInTheBackgroundOnly() {
        Keys keys = KeySource.jwksUri(URI.create("https://auth.example.com/jwks.json"))
                .scheduler(time)
                .open(FakeIssuer.URL);
        assertEquals(State.UNAVAILABLE, keys.health().state());
        keys.close();
    }

    @Test
    void open_defaultDoor_reachesNoPrivateAddress() {
        Keys keys = KeySource.jwksUri(URI.create("https://127.0.0.1/jwks.json"))
                .scheduler(time)
                .ticker(time)
                .open(FakeIssuer.URL);
        time.runDue();
        assertEquals(Optional.of("refused_address"), keys.health().lastError());
        keys.close();
    }
}
