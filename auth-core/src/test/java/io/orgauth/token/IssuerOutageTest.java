package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.http.GuardedFetcher;
import io.orgauth.testing.Requirement;
import io.orgauth.token.SickIssuer.Illness;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Good tokens while their issuer has every illness in turn and recovers from each, beside a flood of unknown key ids. With
 * {@code -Pfull} it takes 10 minutes and nothing is shortened.
 */
class IssuerOutageTest {
    private static final boolean FULL = Requirement.fullRun();
    private static final Duration PHASE = FULL ? Duration.ofSeconds(45) : Duration.ofMillis(850);
    private static final Duration APART = FULL ? Duration.ofSeconds(30) : Duration.ofMillis(100);
    private static final Duration DEADLINE = FULL ? Duration.ofSeconds(10) : Duration.ofMillis(150);

    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicReference<Throwable> refusal = new AtomicReference<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final long[] micros = new long[100_000];

    @Test
    void verify_issuerHasEveryIllnessInTurn_refusesNoGoodToken() throws Exception {
        try (SickIssuer issuer = new SickIssuer();
                TokenVerifier verifier = verifier(issuer)) {
            String good = FakeIssuer.token(issuer.url(), "a", Duration.ofHours(1));
            verifier.verify(good);
            long start = System.nanoTime();
            Thread load = daemon(() -> verifyUntilStopped(verifier, good));
            Thread flood = daemon(() -> floodUntilStopped(verifier, issuer));
            Duration slowest = illnesses(verifier, issuer);
            Duration newKey = newKey(verifier, issuer);
            stop.countDown();
            load.join();
            flood.join();
            judge(issuer, Duration.ofNanos(System.nanoTime() - start), slowest, newKey);
        }
    }

    private static TokenVerifier verifier(SickIssuer issuer) {
        RemoteKeySource keys = KeySource.discovery()
                .fetcher(GuardedFetcher.operator().allowLoopback().build())
                .hurried(APART, DEADLINE)
                .refreshEvery(APART);
        return TokenVerifier.builder()
                .issuer(issuer.url())
                .audience("https://data.acme.example")
                .organization("org_acme")
                .clock(FakeIssuer.CLOCK)
                .keys(keys)
                .build();
    }

    /** Each illness for a phase, then health until the verifier knows; the longest that took. */
    private Duration illnesses(TokenVerifier verifier, SickIssuer issuer) throws InterruptedException {
        Duration slowest = Duration.ZERO;
        for (Illness illness : Illness.values()) {
            issuer.falls(illness);
            assertEquals(false, stop.await(PHASE.toMillis(), TimeUnit.MILLISECONDS));
            boolean isSick = verifier.keyHealth().get(issuer.url()).state() == KeyHealth.State.STALE;
            assertEquals(illness != Illness.NONE, isSick, illness + " was noticed");
            issuer.falls(Illness.NONE);
            Duration recovery =
                    until(() -> verifier.keyHealth().get(issuer.url()).state() == KeyHealth.State.FRESH);
            slowest = recovery.compareTo(slowest) > 0 ? recovery : slowest;
        }
        return slowest;
    }

    private static Duration newKey(TokenVerifier verifier, SickIssuer issuer) throws InterruptedException {
        issuer.publishes(FakeIssuer.jwks("a", "b"));
        String token = FakeIssuer.token(issuer.url(), "b", Duration.ofHours(1));
        return until(() -> isGood(verifier, token));
    }

    private static boolean isGood(TokenVerifier verifier, String token) {
        try {
            return verifier.verify(token).subject().id().equals("usr_ada");
        } catch (InvalidCredentialException e) {
            return false;
        }
    }

    private static Duration until(BooleanSupplier reached) throws InterruptedException {
        long start = System.nanoTime();
        CountDownLatch never = new CountDownLatch(1);
        while (!reached.getAsBoolean()) {
            assertEquals(false, never.await(1, TimeUnit.MILLISECONDS));
            assertTrue(System.nanoTime() - start < Duration.ofMinutes(1).toNanos(), "never reached");
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void verifyUntilStopped(TokenVerifier verifier, String token) {
        try {
            while (stop.getCount() > 0) {
                long start = System.nanoTime();
                verifier.verify(token);
                micros[verified.getAndIncrement() % micros.length] = (System.nanoTime() - start) / 1_000;
            }
        } catch (RuntimeException e) {
            refusal.set(e);
            stop.countDown();
        }
    }

    private void floodUntilStopped(TokenVerifier verifier, SickIssuer issuer) {
        String[] unknown = new String[50];
        Arrays.setAll(unknown, i -> FakeIssuer.token(issuer.url(), "unknown-" + i, Duration.ofHours(1)));
        while (stop.getCount() > 0) {
            String token = unknown[strangers.getAndIncrement() % unknown.length];
            assertThrows(InvalidCredentialException.class, () -> verifier.verify(token));
        }
    }

    private void judge(SickIssuer issuer, Duration elapsed, Duration slowestRecovery, Duration newKey) {
        long allowed = 2 + elapsed.dividedBy(APART);
        int filled = Math.min(verified.get(), micros.length);
        long[] sorted = Arrays.copyOf(micros, filled);
        Arrays.sort(sorted);
        System.out.printf(
                "issuer outage: %d s, %d good tokens, %s refused, p99 %d us, max %d us; %d unknown keys; "
                        + "%d refreshes (%d allowed); recovery %d ms, new key %d ms%n",
                elapsed.toSeconds(),
                verified.get(),
                refusal.get() == null ? "0" : "1",
                sorted[filled * 99 / 100],
                sorted[filled - 1],
                strangers.get(),
                issuer.asked(),
                allowed,
                slowestRecovery.toMillis(),
                newKey.toMillis());
        assertEquals(null, refusal.get());
        assertTrue(issuer.asked() <= allowed, "at most one refresh in " + APART);
        Duration reach = APART.plus(DEADLINE).plusSeconds(2);
        assertTrue(slowestRecovery.compareTo(reach) < 0, "recovers within the interval and a fetch");
        assertTrue(newKey.compareTo(reach) < 0, "a new key is good within the interval and a fetch");
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "outage-load");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
