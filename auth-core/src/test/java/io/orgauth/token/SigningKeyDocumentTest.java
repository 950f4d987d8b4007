package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyDocumentTest {
    private static final SealingKey SEALING = SealingKey.inMemory();
    private static final SealingKey.Context PLACE =
            new SealingKey.Context("signing_keys", Optional.empty(), "default", "document", 1);

    private final SigningKeyDocument document = new SigningKeyDocument(SEALING);
    private final SigningKeySet set = set(JwsAlgorithm.ES256);

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HS256", "HS384", "HS512"})
    void unseal_everyAlgorithm_returnsEqualKeys(JwsAlgorithm algorithm) {
        SigningKeySet before = set(algorithm);
        SigningKeySet after = document.unseal(1, document.seal(1, before));
        for (int i = 0; i < 2; i++) {
            assertEquals(before.keys().get(i).status(), after.keys().get(i).status());
            assertEquals(before.keys().get(i).publicKey(), after.keys().get(i).publicKey());
            assertEquals(before.keys().get(i).privateKey(), after.keys().get(i).privateKey());
        }
        assertFalse(after.rotationRequested());
    }

    @Test
    void unseal_rotationRequested_isKept() {
        SigningKeySet waiting = SigningKeySet.of(set.keys(), true);
        assertTrue(document.unseal(1, document.seal(1, waiting)).rotationRequested());
    }

    @Test
    void seal_document_showsNothingOfTheKeys() {
        String sealed = new String(document.seal(1, set), StandardCharsets.ISO_8859_1);
        byte[] secret = set.active().privateKey().getEncoded();
        assertFalse(sealed.contains(new String(secret, StandardCharsets.ISO_8859_1)));
        assertFalse(sealed.contains(Base64.getEncoder().encodeToString(secret).substring(0, 20)));
        assertFalse(sealed.contains(set.active().kid()));
    }

    @Test
    void sealAndUnseal_plainText_isWipedAfterwards() {
        List<byte[]> plain = new ArrayList<>();
        SigningKeyDocument watched = new SigningKeyDocument(new SealingKey() {
            @Override
            public byte[] seal(Context context, byte[] secret) {
                plain.add(secret);
                return secret.clone();
            }

            @Override
            public byte[] unseal(Context context, byte[] sealed) {
                plain.add(sealed.clone());
                return plain.get(1);
            }
        });
        watched.unseal(1, watched.seal(1, set));
        assertArrayEquals(new byte[plain.get(0).length], plain.get(0));
        assertArrayEquals(new byte[plain.get(1).length], plain.get(1));
    }

    @Test
    void unseal_otherVersion_isRefused() {
        byte[] sealed = document.seal(1, set);
        assertDoesNotOpen(2, sealed);
        assertDoesNotOpen(0, sealed);
    }

    @Test
    void unseal_tampered_isRefused() {
        byte[] sealed = document.seal(1, set);
        for (int i : new int[] {0, 5, 15, sealed.length / 2, sealed.length - 1}) {
            byte[] changed = sealed.clone();
            changed[i] ^= 4;
            assertDoesNotOpen(1, changed);
        }
        assertDoesNotOpen(1, Arrays.copyOf(sealed, sealed.length - 1));
        assertDoesNotOpen(1, new byte[0]);
    }

    @Test
    void unseal_otherSealingKey_isRefused() {
        byte[] sealed = new SigningKeyDocument(SealingKey.inMemory()).seal(1, set);
        assertDoesNotOpen(1, sealed);
    }

    /** What is sealed is ours, yet it may be of another version of the library; no message quotes it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "secret",
                "{\"keys\":\"secret\"}",
                "{\"keys\":[]}",
                "{\"keys\":[],\"rotation_requested\":false}",
                "{\"keys\":[{\"alg\":\"none\"}],\"rotation_requested\":false}",
                "{\"keys\":[{\"alg\":\"ES256\"}],\"rotation_requested\":false}",
                "{\"keys\":[{\"alg\":\"ES256\",\"kid\":\"k\",\"state\":\"OTHER\"}],\"rotation_requested\":false}",
                "{\"keys\":[{\"alg\":\"ES256\",\"kid\":\"k\",\"state\":\"NEXT\",\"since\":\"secret\"}],\"rotation_requested\":false}",
                "{\"keys\":[{\"alg\":\"ES256\",\"kid\":\"k\",\"state\":\"NEXT\",\"since\":\"2026-01-01T00:00:00Z\",\"public\":\"AAAA\",\"private\":\"AAAA\"}],\"rotation_requested\":false}",
            })
    void unseal_otherContent_isRefusedWithoutQuotingIt(String content) {
        byte[] sealed = SEALING.seal(PLACE, content.getBytes(StandardCharsets.UTF_8));
        IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> document.unseal(1, sealed));
        assertEquals("stored signing keys are of another version of this library, use that one", refusal.getMessage());
        assertNull(refusal.getCause());
    }

    private void assertDoesNotOpen(long version, byte[] sealed) {
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> document.unseal(version, sealed));
        assertEquals(
                "stored signing keys don't open, use the sealing key they were sealed by or restore them",
                refusal.getMessage());
    }

    private static SigningKeySet set(JwsAlgorithm algorithm) {
        SigningKeyGenerator generator = new SigningKeyGenerator(algorithm, 2_048, new SecureRandom());
        SigningKey active = generator.generate(SigningKeyState.ACTIVE, Tokens.START);
        SigningKey next = generator.generate(SigningKeyState.NEXT, Tokens.START.plusNanos(1));
        return SigningKeySet.of(List.of(active, next), false);
    }
}
