package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFormatTest {
    /** Worked out by other means: CRC-32 of what precedes it is 0x38dc849a, in base62. */
    private static final String GOOD = "acme_0123456789ABCDEFGHIJKL_000000000000000000000000001";

    private static final ApiKeyFormat FORMAT = ApiKeyFormat.of("acme");
    private static final String KEY = FORMAT.newKey(new SecureRandom()).text();

    private static ApiKeyReason refused(String text) {
        return (ApiKeyReason) assertThrows(InvalidCredentialException.class, () -> Credential.ApiKey.of(text))
                .reason();
    }

    @Test
    void newKey_hasItsParts() {
        Credential.ApiKey key = FORMAT.newKey(new SecureRandom());

        assertTrue(key.text().matches("acme_[0-9A-Za-z]{22}_[0-9A-Za-z]{33}"), key::text);
        assertEquals("acme", key.prefix());
        assertEquals(key.text().substring(5, 27), key.id());
        assertTrue(ApiKeyFormat.isKey(key.text()));
    }

    @Test
    void newKey_twice_sharesNothing() {
        Credential.ApiKey one = FORMAT.newKey(new SecureRandom());
        Credential.ApiKey other = FORMAT.newKey(new SecureRandom());

        assertNotEquals(one.id(), other.id());
        assertNotEquals(one.text().substring(28), other.text().substring(28));
        assertFalse(one.digest().matches(other.digest()));
    }

    /** All bits count: neither end of the random numbers loses its letters. */
    @Test
    void newKey_ofExtremeNumbers_keepsItsLength() {
        String zeros = FORMAT.newKey(new FixedRandom((byte) 0)).text();
        String ones = FORMAT.newKey(new FixedRandom((byte) -1)).text();

        assertTrue(zeros.startsWith("acme_" + "0".repeat(22) + "_" + "0".repeat(27)), zeros);
        assertTrue(ones.startsWith("acme_7n42DGM5Tflk9n8mt7Fhc7_aWgEPTl1tmebfsQzFP4bxwgy80V"), ones);
        assertEquals(zeros.length(), ones.length());
    }

    @Test
    void of_knownKey_hasTheChecksumThatOthersCompute() {
        Credential.ApiKey key = Credential.ApiKey.of(GOOD + "12Ymj4");

        assertEquals("0123456789ABCDEFGHIJKL", key.id());
    }

    @Test
    void of_everySingleLetterChanged_isRefused() {
        for (int i = 0; i < KEY.length(); i++) {
            char other = KEY.charAt(i) == 'b' ? 'c' : 'b';
            String damaged = KEY.substring(0, i) + other + KEY.substring(i + 1);
            boolean separator = KEY.charAt(i) == '_';

            assertEquals(
                    separator ? ApiKeyReason.API_KEY_MALFORMED : ApiKeyReason.API_KEY_CHECKSUM_WRONG, refused(damaged));
        }
    }

    @Test
    void of_neighborsSwapped_isRefused() {
        String base = GOOD + "12Ymj4";
        String swapped = "acme_1023456789ABCDEFGHIJKL_" + base.substring(28);

        assertEquals(ApiKeyReason.API_KEY_CHECKSUM_WRONG, refused(swapped));
    }

    static Stream<String> damaged() {
        String rest = KEY.substring(5);
        return Stream.of(
                "",
                "_",
                "__",
                "acme",
                "acme_",
                "acme_" + rest.substring(0, 22),
                KEY.substring(0, KEY.length() - 1),
                KEY + "0",
                KEY + " ",
                " " + KEY,
                KEY + "\n",
                KEY + "\0",
                KEY.substring(0, 10) + "\0" + KEY.substring(11),
                KEY.substring(0, 10) + "\u0430" + KEY.substring(11), // Cyrillic a
                KEY.substring(0, 10) + "\uff11" + KEY.substring(11), // full-width 1
                KEY.substring(0, 10) + "-" + KEY.substring(11),
                KEY.substring(0, 30) + "/" + KEY.substring(31),
                KEY.substring(0, 30) + ":" + KEY.substring(31),
                KEY.substring(0, 30) + "@" + KEY.substring(31),
                KEY.substring(0, 30) + "[" + KEY.substring(31),
                KEY.substring(0, 30) + "`" + KEY.substring(31),
                KEY.substring(0, 30) + "{" + KEY.substring(31),
                KEY.replace('_', '-'),
                KEY.replace("_", ""),
                KEY.replaceFirst("_", "__"),
                KEY.toUpperCase(Locale.ROOT),
                "Acme_" + rest,
                "4cme_" + rest,
                "_" + rest,
                "a_" + rest,
                "ac-e_" + rest,
                "acmE_" + rest,
                "a".repeat(17) + "_" + rest,
                "acme_" + KEY,
                KEY + KEY,
                "acme_" + "a".repeat(1 << 20),
                "a".repeat(1 << 20),
                KEY + "a".repeat(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void of_otherShape_isRefused(String text) {
        assertEquals(ApiKeyReason.API_KEY_MALFORMED, refused(text));
        assertFalse(ApiKeyFormat.isKey(text));
    }

    @Test
    void isKey_wrongChecksum_isNone() {
        assertFalse(ApiKeyFormat.isKey(KEY.substring(0, KEY.length() - 1) + (KEY.endsWith("0") ? "1" : "0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a1", "acme", "abcdefghijklmno0"})
    void of_goodPrefix_makesKeysThatAreRead(String prefix) {
        ApiKeyFormat format = ApiKeyFormat.of(prefix);

        Credential.ApiKey key = format.newKey(new SecureRandom());

        assertEquals(prefix, format.prefix());
        assertEquals(prefix, Credential.ApiKey.of(key.text()).prefix());
        assertEquals(
                key.id(),
                assertInstanceOf(Credential.ApiKey.class, Credential.bearer(key.text()))
                        .id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "abcdefghijklmnop0",
                "1a",
                "Ab",
                "aB",
                "a_b",
                "a-b",
                "\u00e4b",
                "a\u0663",
                "a`",
                "a{",
                "a/",
                "a:"
            })
    void of_badPrefix_isRefused(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> ApiKeyFormat.of(prefix));
    }

    @Test
    void scannerPattern_findsKeysInText_andNothingElse() {
        String source =
                "curl -H 'Authorization: Bearer " + KEY + "' # not xacme_" + KEY.substring(5) + " nor " + KEY + "x";

        assertEquals(1, FORMAT.scannerPattern().matcher(source).results().count());
        assertEquals(
                0,
                ApiKeyFormat.of("other")
                        .scannerPattern()
                        .matcher(source)
                        .results()
                        .count());
    }

    @Test
    void bearer_wrongChecksum_isRefusedAtOnce() {
        String wrong = KEY.substring(0, KEY.length() - 1) + (KEY.endsWith("0") ? "1" : "0");

        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> Credential.bearer(wrong));

        assertEquals(ApiKeyReason.API_KEY_CHECKSUM_WRONG, refusal.reason());
        assertFalse(String.valueOf(refusal.getMessage()).contains(wrong.substring(28)));
    }

    @Test
    void toString_ofKeyAndDigest_isRedacted() {
        Credential.ApiKey key = Credential.ApiKey.of(KEY);

        assertEquals("Credential.ApiKey[redacted]", key.toString());
        assertEquals("ApiKeyDigest[redacted]", key.digest().toString());
    }

    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte value;

        FixedRandom(byte value) {
            this.value = value;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, value);
        }
    }
}
