package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWKSet;
import io.orgauth.AuthUnavailableException;
import io.orgauth.SealingKey;
import io.orgauth.testing.HandClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final HandClock clock = new HandClock(Tokens.START);
    private final SigningKeyStore store = SigningKeyStore.inMemory();
    private final SealingKey sealing = SealingKey.inMemory();

    @Test
    void build_emptyStore_makesAnActiveAndANextKey() {
        FailingStore counting = new FailingStore(store);
        SigningKeys keys = builder().store(counting).build();
        assertEquals(
                List.of(SigningKeyState.ACTIVE, SigningKeyState.NEXT),
                keys.status().stream().map(SigningKeyStatus::state).toList());
        assertEquals(1, store.load().orElseThrow().version());
        assertEquals(1, counting.loads);
    }

    @Test
    void build_restart_hasTheSameKeys() {
        SigningKeys before = node();
        SigningKeys after = node();
        assertEquals(before.status(), after.status());
        assertArrayEquals(before.jwks(), after.jwks());
        assertEquals(1, store.load().orElseThrow().version());
    }

    @Test
    void jwks_hasEveryKeyOnceAndNoPrivateMember() throws Exception {
        SigningKeys keys = node();
        clock.pass(DAY);
        keys.tick();
        JWKSet set = JWKSet.parse(new String(keys.jwks(), StandardCharsets.UTF_8));
        assertEquals(
                keys.status().stream().map(SigningKeyStatus::kid).toList(),
                set.getKeys().stream().map(jwk -> jwk.getKeyID()).toList());
        assertEquals(3, set.getKeys().size());
        assertFalse(set.containsNonPublicKeys());
    }

    @Test
    void jwks_callersChange_isNotSeen() {
        SigningKeys keys = node();
        keys.jwks()[0] = 0;
        assertEquals('{', keys.jwks()[0]);
    }

    /** The rule of both orders, minute by minute: 5 + 1 + 1 before it signs, 60 + 2 x 1 + 1 after it has signed. */
    @ParameterizedTest
    @ValueSource(ints = {7, 60, 300})
    void rotation_everyKey_isPublishedBeforeAndAfterItSigns(int interval) {
        SigningKeys keys = builder().rotateEvery(Duration.ofMinutes(interval)).build();
        List<String> signed = new ArrayList<>();
        List<List<String>> published = new ArrayList<>();
        for (int minute = 0; minute < 600; minute++) {
            keys.tick();
            signed.add(active(keys));
            published.add(keys.status().stream().map(SigningKeyStatus::kid).toList());
            clock.pass(Duration.ofMinutes(1));
        }
        for (int minute = 0; minute < 600; minute++) {
            for (int seen = Math.max(0, minute - 7); seen < Math.min(600, minute + 64); seen++) {
                assertTrue(
                        published.get(seen).contains(signed.get(minute)), "signed at " + minute + ", seen at " + seen);
            }
        }
        assertEquals((599 / interval) + 1, signed.stream().distinct().count());
        assertTrue(published.stream().allMatch(kids -> kids.size() <= 3 + 63 / interval));
    }

    @Test
    void rotation_retiredKey_isGoneWhenItsLastTokenIsOver() {
        SigningKeys keys = node();
        String first = active(keys);
        clock.pass(DAY);
        keys.tick();
        clock.pass(Duration.ofMinutes(63).minusNanos(1));
        keys.tick();
        assertTrue(new String(keys.jwks(), StandardCharsets.UTF_8).contains(first));
        clock.pass(Duration.ofNanos(1));
        keys.tick();
        assertFalse(new String(keys.jwks(), StandardCharsets.UTF_8).contains(first));
    }

    @Test
    void tick_otherNodeRotated_follows() {
        SigningKeys one = node();
        SigningKeys two = node();
        clock.pass(DAY);
        one.tick();
        assertNotEquals(active(one), active(two));
        two.tick();
        assertEquals(one.status(), two.status());
        assertEquals(2, store.load().orElseThrow().version());
    }

    @Test
    void tick_restartBetweenPublishingAndSigning_goesOn() {
        SigningKeys before = node();
        String next = before.status().get(1).kid();
        clock.pass(DAY.minusSeconds(1));
        SigningKeys after = node();
        assertEquals(active(before), active(after));
        clock.pass(Duration.ofSeconds(1));
        after.tick();
        assertEquals(next, active(after));
    }

    @Test
    void tick_twoNodesEightThreads_rotateOnce() throws Exception {
        SigningKeys one = node();
        SigningKeys two = node();
        String next = one.status().get(1).kid();
        for (int round = 1; round <= 10; round++) {
            clock.pass(DAY);
            inParallel(one::tick, two::tick);
            assertEquals(next, active(one));
            assertEquals(one.status(), two.status());
            assertEquals(1 + round, store.load().orElseThrow().version());
            next = one.status().get(1).kid();
        }
    }

    @Test
    void rotateNow_twoNodesEightThreads_rotateOnce() throws Exception {
        SigningKeys one = node();
        SigningKeys two = node();
        clock.pass(Duration.ofHours(1));
        String next = one.status().get(1).kid();
        inParallel(one::tick, one::tick);
        inParallel(one::rotateNow, two::rotateNow);
        assertEquals(next, active(one));
        two.tick();
        one.tick();
        assertEquals(one.status(), two.status());
    }

    @Test
    void build_twoNodesAtOnce_shareOneFirstSet() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<SigningKeys>> builds = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                builds.add(this::node);
            }
            Set<List<SigningKeyStatus>> seen = new HashSet<>();
            for (Future<SigningKeys> built : threads.invokeAll(builds)) {
                seen.add(built.get().status());
            }
            assertEquals(1, seen.size());
            assertEquals(1, store.load().orElseThrow().version());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void rotateNow_nextIsRipe_signsAtOnce() {
        SigningKeys keys = node();
        String next = keys.status().get(1).kid();
        clock.pass(Duration.ofMinutes(7));
        assertEquals(clock.instant(), keys.rotateNow());
        assertEquals(next, active(keys));
    }

    @Test
    void rotateNow_nextIsUnripe_saysWhenAndDoesItThen() {
        SigningKeys keys = node();
        String next = keys.status().get(1).kid();
        clock.pass(Duration.ofMinutes(2));
        Instant ripe = Tokens.START.plus(Duration.ofMinutes(7));
        assertEquals(ripe, keys.rotateNow());
        assertEquals(ripe, keys.rotateNow());
        assertNotEquals(next, active(keys));
        clock.pass(Duration.ofMinutes(5).minusNanos(1));
        keys.tick();
        assertNotEquals(next, active(keys));
        clock.pass(Duration.ofNanos(1));
        keys.tick();
        assertEquals(next, active(keys));
    }

    @Test
    void remove_active_isGoneAtOnceOnEveryNode() {
        SigningKeys one = node();
        SigningKeys two = node();
        String leaked = active(one);
        String next = one.status().get(1).kid();
        assertTrue(one.remove(leaked));
        assertEquals(next, active(one));
        assertFalse(new String(one.jwks(), StandardCharsets.UTF_8).contains(leaked));
        two.tick();
        assertEquals(one.status(), two.status());
        assertFalse(two.remove(leaked));
    }

    @Test
    void remove_keyOfAnotherNodesRotation_isFound() {
        SigningKeys one = node();
        SigningKeys two = node();
        clock.pass(DAY);
        one.tick();
        String unseenByTwo = one.status().get(1).kid();
        assertTrue(two.remove(unseenByTwo));
        assertFalse(new String(two.jwks(), StandardCharsets.UTF_8).contains(unseenByTwo));
    }

    @Test
    void remove_unknown_isFalseAndStoresNothing() {
        assertFalse(node().remove("other"));
        assertEquals(1, store.load().orElseThrow().version());
    }

    @Test
    void algorithm_changed_appliesToNewKeysOnly() {
        node();
        SigningKeys keys = builder().algorithm(JwsAlgorithm.EDDSA).build();
        assertEquals(JwsAlgorithm.ES256, keys.status().get(0).algorithm());
        clock.pass(DAY);
        keys.tick();
        assertEquals(JwsAlgorithm.ES256, keys.status().get(0).algorithm());
        assertEquals(JwsAlgorithm.EDDSA, keys.status().get(1).algorithm());
        clock.pass(DAY);
        keys.tick();
        assertEquals(JwsAlgorithm.EDDSA, keys.status().get(0).algorithm());
    }

    @Test
    void tick_storeIsOut_isSaidAndTheKnownKeysGoOn() {
        FailingStore failing = new FailingStore(store);
        SigningKeys keys = builder().store(failing).build();
        List<SigningKeyStatus> before = keys.status();
        failing.isOut = true;
        clock.pass(DAY);
        assertThrows(AuthUnavailableException.class, keys::tick);
        assertThrows(AuthUnavailableException.class, keys::rotateNow);
        assertEquals(before, keys.status());
        assertEquals(before.get(0).kid(), active(keys));
        failing.isOut = false;
        keys.tick();
        assertEquals(before.get(1).kid(), active(keys));
    }

    @Test
    void tick_alwaysSecond_givesUp() {
        FailingStore failing = new FailingStore(store);
        SigningKeys keys = builder().store(failing).build();
        failing.isAlwaysSecond = true;
        failing.loads = 0;
        clock.pass(DAY);
        AuthUnavailableException refusal = assertThrows(AuthUnavailableException.class, keys::tick);
        assertEquals(SigningKeysReason.SIGNING_KEYS_UNAVAILABLE, refusal.reason());
        assertEquals("other nodes changed the signing keys 32 times in a row", refusal.getMessage());
        assertEquals(32, failing.loads);
    }

    @Test
    void tick_olderOrVanishedDocument_isRefused() {
        FailingStore failing = new FailingStore(store);
        SigningKeys keys = builder().store(failing).build();
        SigningKeyStore.Stored older = store.load().orElseThrow();
        clock.pass(DAY);
        keys.tick();
        List<SigningKeyStatus> known = keys.status();

        failing.loading = () -> Optional.of(older);
        IllegalStateException back = assertThrows(IllegalStateException.class, keys::tick);
        assertTrue(back.getMessage().startsWith("stored signing keys went back from version 2 to 1"));
        failing.loading = Optional::empty;
        assertThrows(IllegalStateException.class, keys::tick);
        assertEquals(known, keys.status());
    }

    @Test
    void build_otherSealingKey_isRefused() {
        node();
        SigningKeys.Builder other = builder().sealedBy(SealingKey.inMemory());
        IllegalStateException refusal = assertThrows(IllegalStateException.class, other::build);
        assertTrue(refusal.getMessage().startsWith("stored signing keys don't open"));
    }

    @Test
    void tick_sealingKeyRotated_sealsAnewOnce(@TempDir Path directory) {
        Path file = directory.resolve("sealing.key");
        SealingKey.create(file);
        builder().sealedBy(SealingKey.file(file)).build();
        SealingKey.rotate(file);
        SealingKey rotated = SealingKey.file(file);
        SigningKeys keys = builder().sealedBy(rotated).build();
        keys.tick();
        SigningKeyStore.Stored stored = store.load().orElseThrow();
        assertEquals(2, stored.version());
        assertTrue(rotated.isCurrent(stored.document()));
    }

    @Test
    void build_fileStore_keepsKeysOverARestart(@TempDir Path directory) throws IOException {
        SigningKeyStore file = SigningKeyStore.file(directory.resolve("signing-keys"));
        SigningKeys before = builder().store(file).build();
        SigningKeys after = builder().store(file).build();
        assertEquals(before.status(), after.status());

        byte[] content = Files.readAllBytes(directory.resolve("signing-keys"));
        content[content.length - 1] ^= 1;
        Files.write(directory.resolve("signing-keys"), content);
        SigningKeys.Builder tampered = builder().store(file);
        assertThrows(IllegalStateException.class, tampered::build);
    }

    @Test
    void keySource_verifiesWhatWasSignedBeforeAndAfterARotation() {
        SigningKeys keys = node();
        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(Tokens.ISSUER)
                .audience(Tokens.AUDIENCE)
                .organization("org_acme")
                .keys(keys.keySource())
                .clock(clock)
                .build();
        String before = Tokens.issuer(keys, clock).issue(Tokens.token().build());
        clock.pass(Duration.ofMinutes(7));
        keys.rotateNow();
        String after = Tokens.issuer(keys, clock).issue(Tokens.token().build());
        assertEquals("usr_1", verifier.verify(before).subject().id());
        assertEquals("usr_1", verifier.verify(after).subject().id());
    }

    @Test
    void toString_everything_holdsNoKeyMaterial() throws Exception {
        SigningKeys keys = node();
        SigningKeySet set = new SigningKeyDocument(sealing)
                .unseal(1, store.load().orElseThrow().document());
        assertEquals("SigningKeys" + keys.status(), keys.toString());
        assertEquals(
                "JwsSigner[" + set.active().kid() + "]",
                keys.accessTokenSigner().toString());
        String text = keys + " " + set + " " + set.active() + " " + JwsSigner.of(set.active(), "at+jwt") + " "
                + keys.accessTokenSigner() + " " + new SigningKeyVault.Entry(1, set) + " " + store.load();
        for (SigningKey key : set.keys()) {
            String secret = Base64.getEncoder().encodeToString(key.privateKey().getEncoded());
            assertFalse(text.contains(secret.substring(40, 60)));
            assertTrue(text.contains(key.kid()));
        }
    }

    private SigningKeys node() {
        return builder().build();
    }

    private SigningKeys.Builder builder() {
        return SigningKeys.builder()
                .store(store)
                .sealedBy(sealing)
                .algorithm(JwsAlgorithm.ES256)
                .rotateEvery(DAY)
                .clock(clock)
                .tickedByCaller();
    }

    private static String active(SigningKeys keys) {
        return keys.status().stream()
                .filter(key -> key.state() == SigningKeyState.ACTIVE)
                .findFirst()
                .orElseThrow()
                .kid();
    }

    private static void inParallel(Runnable one, Runnable two) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> jobs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                jobs.add(Executors.callable(one));
                jobs.add(Executors.callable(two));
            }
            for (Future<Object> job : threads.invokeAll(jobs)) {
                job.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** A store that can be made to fail. */
    private static final class FailingStore implements SigningKeyStore {
        private final SigningKeyStore behind;
        private boolean isOut;
        private boolean isAlwaysSecond;
        private int loads;
        private Supplier<Optional<Stored>> loading;

        FailingStore(SigningKeyStore behind) {
            this.behind = behind;
            this.loading = behind::load;
        }

        @Override
        public Optional<Stored> load() {
            loads++;
            if (isOut) {
                throw new AuthUnavailableException(SigningKeysReason.SIGNING_KEYS_UNAVAILABLE, "out");
            }
            return loading.get();
        }

        @Override
        public boolean save(long expectedVersion, byte[] document) {
            return !isAlwaysSecond && behind.save(expectedVersion, document);
        }
    }
}
