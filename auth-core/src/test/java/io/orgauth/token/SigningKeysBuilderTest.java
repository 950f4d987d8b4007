package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.SealingKey;
import io.orgauth.testing.HandClock;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be configured, within which bounds, and that it counts. */
class SigningKeysBuilderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final HandClock clock = new HandClock(Tokens.START);
    private final SigningKeyStore store = SigningKeyStore.inMemory();
    private final SealingKey sealing = SealingKey.inMemory();

    @Test
    void build_defaults_areThoseOfTheDocument() {
        SigningKeys keys = SigningKeys.builder()
                .store(store)
                .sealedBy(sealing)
                .tickedByCaller()
                .build();
        assertEquals(Duration.ofMinutes(5), keys.jwksCacheTime());
        assertEquals(Duration.ofHours(1), keys.tokenLifetime());
        assertEquals(JwsAlgorithm.RS256, keys.status().get(0).algorithm());
        keys.close();
    }

    @Test
    void build_missingParts_areNamedWithTheirCalls() {
        IllegalStateException noStore = assertThrows(
                IllegalStateException.class, () -> SigningKeys.builder().build());
        assertTrue(noStore.getMessage().contains("call store(SigningKeyStore.file(path))"));
        SigningKeys.Builder unsealed = SigningKeys.builder().store(store);
        IllegalStateException noKey = assertThrows(IllegalStateException.class, unsealed::build);
        assertTrue(noKey.getMessage().contains("call sealedBy(SealingKey.file(path))"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HS256", "HS384", "HS512"})
    void algorithm_sharedSecret_isRefused(JwsAlgorithm algorithm) {
        SigningKeys.Builder builder = SigningKeys.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.algorithm(algorithm));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512, 1_024, 2_047, 3_073, 4_096})
    void rsaKeyBits_otherSize_isRefused(int bits) {
        SigningKeys.Builder builder = SigningKeys.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.rsaKeyBits(bits));
    }

    @Test
    void build_durationOutOfBounds_isRefused() {
        Duration tooShort = Duration.ofMillis(999);
        assertRefused("jwksCacheTime", builder().jwksCacheTime(tooShort));
        assertRefused("jwksCacheTime", builder().jwksCacheTime(DAY.plusNanos(1)));
        assertRefused("tokenLifetime", builder().tokenLifetime(tooShort));
        assertRefused("tokenLifetime", builder().tokenLifetime(DAY.plusNanos(1)));
        assertRefused("clockSkew", builder().clockSkew(Duration.ofNanos(-1)));
        assertRefused("clockSkew", builder().clockSkew(Duration.ofMinutes(10).plusNanos(1)));
        assertRefused("refreshEvery", builder().refreshEvery(tooShort));
        assertRefused("refreshEvery", builder().refreshEvery(Duration.ofHours(1).plusNanos(1)));
        assertRefused("rotateEvery", builder().rotateEvery(Duration.ofMinutes(7).minusNanos(1)));
        assertTrue(store.load().isEmpty());
        builder().rotateEvery(Duration.ofMinutes(6)).clockSkew(Duration.ZERO).build();
    }

    @Test
    void build_boundsThemselves_areAllowed() {
        builder()
                .jwksCacheTime(SECOND)
                .tokenLifetime(SECOND)
                .clockSkew(Duration.ZERO)
                .refreshEvery(SECOND)
                .rotateEvery(Duration.ofSeconds(2))
                .build();
        builder()
                .jwksCacheTime(DAY)
                .tokenLifetime(DAY)
                .clockSkew(Duration.ofMinutes(10))
                .refreshEvery(Duration.ofHours(1))
                .rotateEvery(Duration.ofDays(3_650))
                .build();
    }

    @Test
    void rsaKeyBits_3072_areThoseOfNewKeys() {
        SigningKeys keys =
                builder().algorithm(JwsAlgorithm.RS256).rsaKeyBits(3_072).build();
        SigningKeyStore.Stored stored = store.load().orElseThrow();
        for (SigningKey key :
                new SigningKeyDocument(sealing).unseal(1, stored.document()).keys()) {
            assertEquals(3_072, ((RSAPublicKey) key.publicKey()).getModulus().bitLength());
        }
        assertEquals(2, keys.status().size());
    }

    @Test
    void rotateByHandOnly_timeAlone_changesNothing() {
        SigningKeys keys = builder().rotateByHandOnly().build();
        List<SigningKeyStatus> before = keys.status();
        clock.pass(Duration.ofDays(36_500));
        keys.tick();
        assertEquals(before, keys.status());
        Instant now = clock.instant();
        assertEquals(now, keys.rotateNow());
        assertEquals(before.get(1).kid(), keys.status().get(0).kid());
    }

    @Test
    void random_given_isWhatKeysAreMadeOf() {
        CountingRandom random = new CountingRandom();
        builder().random(random).build();
        assertTrue(random.taken >= 64, "two keys of 256 bits from " + random.taken + " bytes");
    }

    private SigningKeys.Builder builder() {
        return SigningKeys.builder()
                .store(store)
                .sealedBy(sealing)
                .algorithm(JwsAlgorithm.ES256)
                .clock(clock)
                .tickedByCaller();
    }

    private static void assertRefused(String what, SigningKeys.Builder builder) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, builder::build);
        assertTrue(refusal.getMessage().startsWith(what + " must be from "), refusal.getMessage());
    }

    private static final class CountingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private int taken;

        @Override
        public void nextBytes(byte[] bytes) {
            taken += bytes.length;
            super.nextBytes(bytes);
        }
    }
}
