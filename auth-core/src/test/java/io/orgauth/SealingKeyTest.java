package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.SealingKey.Context;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyTest {
    private static final Optional<OrganizationId> ACME = Optional.of(OrganizationId.of("org_acme"));
    private static final Context PLACE = new Context("clients", ACME, "app_1", "secret", 7);
    private static final byte[] SECRET = "correct horse battery staple".getBytes(StandardCharsets.UTF_8);

    private final SealingKey key = SealingKey.inMemory();

    @Test
    void unseal_samePlace_returnsTheSecret() {
        assertArrayEquals(SECRET, key.unseal(PLACE, key.seal(PLACE, SECRET)));
        assertArrayEquals(new byte[0], key.unseal(PLACE, key.seal(PLACE, new byte[0])));
    }

    @Test
    void seal_format_isVersionKeyIdNonceCiphertextTag() {
        byte[] sealed = key.seal(PLACE, SECRET);
        assertEquals(1 + 8 + 12 + SECRET.length + 16, sealed.length);
        assertEquals(1, sealed[0]);
        String id = HexFormat.of().formatHex(sealed, 1, 9);
        assertTrue(key.toString().contains(id));
    }

    /** Sealed by another implementation of the format: what lies in databases must open for ever. */
    @Test
    void unseal_valueOfFormatOne_opens() {
        SealingKey zeros = SealingKeyRing.of(List.of(SealingKeyRing.Key.of(new byte[32])), new SecureRandom());
        byte[] sealed = HexFormat.of()
                .parseHex("014f91467add9eb51b000102030405060708090a0b"
                        + "eba44120659efbd9aa1720969823bc6d2018cde8c6bdfc82aebb886e"
                        + "cda035d0220544a80e215fd79b688898");
        assertArrayEquals(SECRET, zeros.unseal(PLACE, sealed));
    }

    @Test
    void seal_sameSecretTwice_sharesNothingButTheHeader() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            nonces.add(HexFormat.of().formatHex(key.seal(PLACE, SECRET), 9, 21));
        }
        assertEquals(100, nonces.size());
    }

    static Stream<Context> otherPlaces() {
        return Stream.of(
                new Context("connections", ACME, "app_1", "secret", 7),
                new Context("clients", Optional.of(OrganizationId.of("org_globex")), "app_1", "secret", 7),
                new Context("clients", Optional.empty(), "app_1", "secret", 7),
                new Context("clients", ACME, "app_2", "secret", 7),
                new Context("clients", ACME, "app_1", "token", 7),
                new Context("clients", ACME, "app_1", "secret", 8));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void unseal_otherPlace_isRefused(Context other) {
        byte[] sealed = key.seal(PLACE, SECRET);
        assertThrows(UnsealException.class, () -> key.unseal(other, sealed));
    }

    @Test
    void context_textMovedOverABorder_isAnotherPlace() {
        Context left = new Context("ab", Optional.empty(), "c", "d", 0);
        Context right = new Context("a", Optional.empty(), "bc", "d", 0);
        assertFalse(Arrays.equals(left.encoded(), right.encoded()));
        byte[] sealed = key.seal(left, SECRET);
        assertThrows(UnsealException.class, () -> key.unseal(right, sealed));
    }

    @Test
    void context_encoded_isLengthsTextsAndVersion() {
        byte[] encoded = new Context("t", Optional.empty(), "é", "p", 258).encoded();
        assertEquals(
                "00000001" + "74" + "00000000" + "00000002" + "c3a9" + "00000001" + "70" + "0000000000000102",
                HexFormat.of().formatHex(encoded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "x ", "a\nb", "\u200b"})
    void context_textWithHiddenPart_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Context(text, ACME, "r", "p", 0));
        assertThrows(IllegalArgumentException.class, () -> new Context("t", ACME, text, "p", 0));
        assertThrows(IllegalArgumentException.class, () -> new Context("t", ACME, "r", text, 0));
    }

    @Test
    void unseal_anyByteChanged_isRefused() {
        byte[] sealed = key.seal(PLACE, SECRET);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThrows(UnsealException.class, () -> key.unseal(PLACE, changed));
        }
    }

    @Test
    void unseal_anyLengthButItsOwn_isRefused() {
        byte[] sealed = key.seal(PLACE, SECRET);
        for (int length = 0; length <= sealed.length + 1; length++) {
            byte[] other = Arrays.copyOf(sealed, length);
            if (length != sealed.length) {
                assertThrows(UnsealException.class, () -> key.unseal(PLACE, other));
            }
        }
    }

    @Test
    void unseal_otherKey_isRefusedInTheSameWords() {
        byte[] sealed = key.seal(PLACE, SECRET);
        UnsealException otherKey =
                assertThrows(UnsealException.class, () -> SealingKey.inMemory().unseal(PLACE, sealed));
        UnsealException torn = assertThrows(UnsealException.class, () -> key.unseal(PLACE, new byte[3]));
        assertEquals(otherKey.getMessage(), torn.getMessage());
        assertEquals("sealed value does not open with this sealing key in this place", torn.getMessage());
    }

    @Test
    void ring_severalKeys_firstSealsAllUnseal() {
        SealingKeyRing.Key older = SealingKeyRing.Key.of(new byte[32]);
        SealingKeyRing.Key newer = SealingKeyRing.Key.random(new SecureRandom());
        SealingKey before = SealingKeyRing.of(List.of(older), new SecureRandom());
        SealingKey after = SealingKeyRing.of(List.of(newer, older), new SecureRandom());

        byte[] sealedBefore = before.seal(PLACE, SECRET);
        byte[] sealedAfter = after.seal(PLACE, SECRET);

        assertArrayEquals(SECRET, after.unseal(PLACE, sealedBefore));
        assertArrayEquals(SECRET, after.unseal(PLACE, sealedAfter));
        assertThrows(UnsealException.class, () -> before.unseal(PLACE, sealedAfter));
        assertFalse(after.isCurrent(sealedBefore));
        assertTrue(after.isCurrent(sealedAfter));
        assertTrue(before.isCurrent(sealedBefore));
        assertFalse(before.isCurrent(new byte[8]));
        assertFalse(before.isCurrent(Arrays.copyOf(sealedBefore, 9)));
        assertTrue(before.isCurrent(Arrays.copyOf(sealedBefore, 10)));
    }

    @Test
    void isCurrent_customKey_isTrueUnlessItSaysOtherwise() {
        SealingKey custom = new SealingKey() {
            @Override
            public byte[] seal(Context context, byte[] secret) {
                return secret.clone();
            }

            @Override
            public byte[] unseal(Context context, byte[] sealed) {
                return sealed.clone();
            }
        };
        assertTrue(custom.isCurrent(new byte[1]));
    }

    @Test
    void toString_holdsNoKeyMaterial() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0x5a);
        SealingKeyRing.Key known = SealingKeyRing.Key.of(bytes);
        String text = SealingKeyRing.of(List.of(known), new SecureRandom()).toString();
        assertFalse(text.contains("5a5a"));
        assertFalse(text.contains(Base64.getUrlEncoder().encodeToString(bytes).substring(0, 8)));
        assertEquals("SealingKey[Key[" + known.id() + " redacted]]", text);
    }

    @Test
    void keyId_followsFromTheKey() {
        byte[] other = new byte[32];
        other[31] = 1;
        assertEquals(
                SealingKeyRing.Key.of(new byte[32]).id(),
                SealingKeyRing.Key.of(new byte[32]).id());
        assertNotEquals(
                SealingKeyRing.Key.of(new byte[32]).id(),
                SealingKeyRing.Key.of(other).id());
    }
}
