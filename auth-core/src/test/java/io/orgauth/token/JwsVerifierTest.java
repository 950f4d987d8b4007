package io.orgauth.token;

import static io.orgauth.token.SignedJwt.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.InvalidCredentialException;
import io.orgauth.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The signature layer: what it remembers, whom it asks for keys, and that it asks nobody else. */
class JwsVerifierTest {
    private static final KeySet RS256 = set(TestKeys.jwks(JwsAlgorithm.RS256));
    private static final KeySet ES256 = set(TestKeys.jwks(JwsAlgorithm.ES256));

    private static KeySet set(String jwks) {
        return KeySet.parse(jwks.getBytes(StandardCharsets.UTF_8));
    }

    private static JwsVerifier verifier(Keys keys) {
        return new JwsVerifier(keys, EnumSet.allOf(JwsAlgorithm.class));
    }

    private static JwsHeader verify(JwsVerifier verifier, SignedJwt token) {
        return verifier.verify(Jws.parse(token.sign(), 16_384));
    }

    @Test
    void verify_headerSeenBefore_isNotReadAgain() {
        JwsVerifier verifier = verifier(() -> RS256);
        assertSame(verify(verifier, good()), verify(verifier, good().with("jti", "tok_2")));
    }

    @Test
    void verify_unprovenHeaders_areNotRemembered() {
        JwsVerifier verifier = verifier(() -> RS256);
        for (int i = 0; i < 70; i++) {
            SignedJwt forged = good().header("n", i).signedBy(TestKeys.strangersKey(JwsAlgorithm.RS256));
            assertThrows(InvalidCredentialException.class, () -> verify(verifier, forged));
        }
        assertEquals(0, verifier.knownHeaders());
    }

    @Test
    void verify_moreHeadersThanAreRemembered_areAllRight() {
        JwsVerifier verifier = verifier(() -> RS256);
        for (int i = 0; i < 70; i++) {
            assertEquals(
                    JwsAlgorithm.RS256, verify(verifier, good().header("n", i)).algorithm());
        }
        assertEquals(64, verifier.knownHeaders());
        assertEquals(
                JwsAlgorithm.RS256, verify(verifier, good().header("n", 69)).algorithm());
    }

    @Test
    void verify_rememberedHeader_stillNeedsItsKey() {
        KeySet[] current = {RS256};
        JwsVerifier verifier = verifier(() -> current[0]);
        assertEquals(JwsAlgorithm.RS256, verify(verifier, good()).algorithm());
        current[0] = ES256;
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> verify(verifier, good()));
        assertEquals(TokenReason.UNKNOWN_KEY, refusal.reason());
    }

    @Test
    void verify_keyThatIsNotInTheSet_asksOnceForANewerSet() {
        AtomicInteger asked = new AtomicInteger();
        JwsVerifier verifier = verifier(new Keys() {
            @Override
            public KeySet current() {
                return ES256;
            }

            @Override
            public KeySet newerThan(KeySet seen) {
                assertSame(ES256, seen);
                asked.incrementAndGet();
                return RS256;
            }
        });
        assertEquals(JwsAlgorithm.RS256, verify(verifier, good()).algorithm());
        assertEquals(
                JwsAlgorithm.ES256, verify(verifier, good(JwsAlgorithm.ES256)).algorithm());
        assertEquals(1, asked.get());
    }

    @Test
    void verify_keysInTheHeader_opensNoConnection() throws IOException {
        try (ServerSocket bait = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + bait.getLocalPort() + "/jwks.json";
            String jwk = TestKeys.jwks(JwsAlgorithm.RS256);
            Map<String, Object> lures = Map.of(
                    "jku", url, "x5u", url, "jwk", Map.of("kty", "RSA", "set", jwk), "x5c", List.of(url), "iss", url);
            TokenVerifier verifier = SignedJwt.verifier().build();
            lures.forEach((name, value) -> {
                SignedJwt forged = good().header(name, value).signedBy(TestKeys.strangersKey(JwsAlgorithm.RS256));
                TokenAssert.assertRefused(TokenReason.INVALID_SIGNATURE, verifier, forged);
                TokenAssert.assertRefused(TokenReason.UNKNOWN_KEY, verifier, forged.header("kid", url));
                assertEquals(
                        "usr_ada",
                        verifier.verify(good().header(name, value).sign()).getName());
            });
            bait.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, bait::accept);
        }
    }

    @Test
    void verify_fromManyThreads_isTheSame() throws InterruptedException, ExecutionException {
        TokenVerifier verifier = SignedJwt.verifier().build();
        List<Callable<Principal>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            JwsAlgorithm algorithm = TestKeys.ASYMMETRIC.get(i % TestKeys.ASYMMETRIC.size());
            String token =
                    good(algorithm).header("n", i % 40).with("sub", "usr_" + i).sign();
            calls.add(() -> verifier.verify(token));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Principal>> results = threads.invokeAll(calls);
            for (int i = 0; i < results.size(); i++) {
                assertEquals("usr_" + i, results.get(i).get().getName());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
