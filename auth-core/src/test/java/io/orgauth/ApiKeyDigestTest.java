package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyDigestTest {
    private static final Credential.ApiKey KEY = ApiKeyFormat.of("acme").newKey(new SecureRandom());

    @Test
    void digest_isSha256OfTheWholeKey() throws Exception {
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(KEY.text().getBytes(StandardCharsets.US_ASCII));

        assertArrayEquals(expected, KEY.digest().bytes());
        assertEquals(HexFormat.of().formatHex(expected), KEY.digest().hex());
    }

    @Test
    void stored_matchesTheKeyAgain() {
        ApiKeyDigest digest = KEY.digest();

        assertTrue(digest.matches(ApiKeyDigest.of(digest.bytes())));
        assertTrue(digest.matches(ApiKeyDigest.ofHex(digest.hex())));
    }

    @Test
    void matches_anyBitDifferent_isFalse() {
        byte[] bytes = KEY.digest().bytes();
        for (int bit = 0; bit < 256; bit++) {
            byte[] other = bytes.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);

            assertFalse(KEY.digest().matches(ApiKeyDigest.of(other)), "bit " + bit);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void of_otherLength_isRefused(int length) {
        assertThrows(IllegalArgumentException.class, () -> ApiKeyDigest.of(new byte[length]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "zz", "AA00000000000000000000000000000000000000000000000000000000000000"})
    void ofHex_otherText_isRefused(String hex) {
        assertThrows(IllegalArgumentException.class, () -> ApiKeyDigest.ofHex(hex));
    }
}
