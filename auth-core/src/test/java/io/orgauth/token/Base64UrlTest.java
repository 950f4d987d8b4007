package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One spelling for each value (RFC 4648, 3.5 and 5; RFC 7515, 2). */
class Base64UrlTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static byte[] decode(String text) {
        byte[] ascii = ("?" + text + "?").getBytes(StandardCharsets.ISO_8859_1);
        return Base64Url.decode(ascii, 1, ascii.length - 1);
    }

    @Test
    void decode_everyLength_isTheReverseOfTheJdk() {
        Random random = new Random(1);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, decode(TestKeys.base64(bytes)));
        }
    }

    @Test
    void decode_oneByteAndTwo_haveExactlyOneSpellingEach() {
        int one = 0;
        int two = 0;
        for (char a : ALPHABET.toCharArray()) {
            for (char b : ALPHABET.toCharArray()) {
                one += decode("" + a + b) == null ? 0 : 1;
                for (char c : ALPHABET.toCharArray()) {
                    two += decode("" + a + b + c) == null ? 0 : 1;
                }
            }
        }
        assertEquals(256, one);
        assertEquals(65_536, two);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAAAA", "AA==", "AA=", "AAA=", "====", "AB", "AAB"})
    void decode_paddingOrStrayBits_isNull(String text) {
        assertNull(decode(text));
    }

    @Test
    void decode_anyForeignCharacterAnywhere_isNull() {
        for (int c = 0; c < 256; c++) {
            boolean known = ALPHABET.indexOf(c) >= 0;
            assertEquals(known, Base64Url.isAlphabet((byte) c), "character " + c);
            if (!known) {
                // The last two or three characters are decoded apart from those before.
                assertForeign((char) c, 10);
                assertForeign((char) c, 11);
            }
        }
    }

    private static void assertForeign(char c, int length) {
        for (int at = 0; at < length; at++) {
            String text = "A".repeat(at) + c + "A".repeat(length - at - 1);
            assertNull(decode(text), "character " + (int) c + " at " + at + " of " + length);
        }
    }
}
