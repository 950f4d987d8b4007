package io.orgauth.json;

import static io.orgauth.json.Refusals.assertRefused;
import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.json.JsonException.Problem;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers (RFC 8259, section 6): how they are read, kept, compared and converted. */
class JsonNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7",
        "-7, -7",
        "10, 10",
        "1416000000, 1416000000",
        "9999999999999999, 9999999999999999",
        "-99999999999999999, -99999999999999999",
        "99999999999999999, 99999999999999999",
        "100000000000000000, 100000000000000000",
        "999999999999999999, 999999999999999999",
        "-999999999999999999, -999999999999999999",
        "1000000000000000000, 1000000000000000000",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "1.0, 1",
        "-1.0, -1",
        "1e3, 1000",
        "1E3, 1000",
        "1e+3, 1000",
        "1e0, 1",
        "1e-0, 1",
        "1e003, 1000",
        "10e-1, 1",
        "1.5e1, 15",
        "0.0, 0",
        "0e999, 0",
        "-0.0e-999, 0",
        "922337203685477580.7e1, 9223372036854775807",
        "9223372036854775807.0, 9223372036854775807"
    })
    void integer_anySpelling_isALong(String spelling, long value) {
        JsonNumber number = parse(spelling);
        assertTrue(number.isInteger());
        assertEquals(value, number.longValue());
        assertEquals(value, number.toJava());
        assertEquals(spelling, number.text());
        assertEquals(spelling, Json.text(number));
        assertEquals(0, new BigDecimal(spelling).compareTo(number.decimalValue()));
        assertEquals(JsonNumber.of(value), number);
        assertEquals(JsonNumber.of(value).hashCode(), number.hashCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                "1e19",
                "1e999",
                "-1e999",
                "922337203685477580.8e1",
                "10000000000000000000"
            })
    void integer_beyond64Bits_isOutOfRange(String spelling) {
        JsonNumber number = parse(spelling);
        assertTrue(number.isInteger());
        JsonException refusal = assertRefused(Problem.OUT_OF_RANGE, number::longValue);
        assertEquals("json number is beyond 64 bits", refusal.getMessage());
        assertTrue(refusal.offset().isEmpty());
        assertEquals(new BigDecimal(spelling).stripTrailingZeros(), number.toJava());
        assertEquals(spelling, number.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "-0.5", "1416000000.25", "1e-1", "1e-999", "15e-1", "0.10"})
    void fraction_asLong_isNotAnInteger(String spelling) {
        JsonNumber number = parse(spelling);
        assertFalse(number.isInteger());
        JsonException refusal = assertRefused(Problem.NOT_AN_INTEGER, number::longValue);
        assertEquals("json number has a fraction, expected an integer", refusal.getMessage());
        assertEquals(new BigDecimal(spelling), number.decimalValue());
        assertEquals(new BigDecimal(spelling).stripTrailingZeros(), number.toJava());
        assertEquals(spelling, number.text());
    }

    @ParameterizedTest
    @CsvSource({
        // the document, why it is refused, at which byte
        "-, UNEXPECTED_END, 1",
        "1., UNEXPECTED_END, 2",
        "1e, UNEXPECTED_END, 2",
        "1e+, UNEXPECTED_END, 3",
        "1e-, UNEXPECTED_END, 3",
        "01, BAD_NUMBER, 1",
        "00, BAD_NUMBER, 1",
        "-01, BAD_NUMBER, 2",
        "--1, BAD_NUMBER, 1",
        "-a, BAD_NUMBER, 1",
        "-.5, BAD_NUMBER, 1",
        "-Infinity, BAD_NUMBER, 1",
        "-NaN, BAD_NUMBER, 1",
        "1.a, BAD_NUMBER, 2",
        "1..2, BAD_NUMBER, 2",
        "1.e3, BAD_NUMBER, 2",
        "1.-2, BAD_NUMBER, 2",
        "1ea, BAD_NUMBER, 2",
        "1e+-1, BAD_NUMBER, 3",
        "1e-+1, BAD_NUMBER, 3",
        "1e.5, BAD_NUMBER, 2",
        "1ee1, BAD_NUMBER, 2",
        "[-], BAD_NUMBER, 2",
        "[1.], BAD_NUMBER, 3",
        "[1e], BAD_NUMBER, 3",
        "+1, UNEXPECTED_BYTE, 0",
        ".5, UNEXPECTED_BYTE, 0",
        "[1a], UNEXPECTED_BYTE, 2",
        "[1_000], UNEXPECTED_BYTE, 2",
        "0x10, TRAILING_DATA, 1",
        "1L, TRAILING_DATA, 1",
        "1.5f, TRAILING_DATA, 3",
        "1.2.3, TRAILING_DATA, 3",
        "1e1e1, TRAILING_DATA, 3",
        "1e1.5, TRAILING_DATA, 3",
        "1-1, TRAILING_DATA, 1",
        "1/1, TRAILING_DATA, 1",
        "1:1, TRAILING_DATA, 1",
        "-1-, TRAILING_DATA, 2",
        "\uff11, UNEXPECTED_BYTE, 0",
        "1\uff11, TRAILING_DATA, 1"
    })
    void number_oneFault_isRefused(String document, Problem problem, int offset) {
        assertRefused(problem, offset, document);
    }

    @Test
    void digits_atTheBound_areReadAndBeyondRefused() {
        JsonLimits five = JsonLimits.standard().withMaxDigits(5);
        for (String good : new String[] {"12345", "-12345", "1.2345", "0.1234", "123e45", "1.2e345", "1e0001"}) {
            assertEquals(good, ((JsonNumber) Json.parse(bytes(good), five)).text());
        }
        assertRefused(Problem.NUMBER_TOO_LONG, 5, bytes("123456"), five);
        assertRefused(Problem.NUMBER_TOO_LONG, 6, bytes("-123456"), five);
        assertRefused(Problem.NUMBER_TOO_LONG, 6, bytes("1.23456"), five);
        assertRefused(Problem.NUMBER_TOO_LONG, 6, bytes("0.12345"), five);
        assertRefused(Problem.NUMBER_TOO_LONG, 6, bytes("123e456"), five);
        assertRefused(Problem.NUMBER_TOO_LONG, 6, bytes("1e00001"), five);
        assertEquals("[12345,12345]", Json.text(Json.parse(bytes("[12345,12345]"), five)));
    }

    @Test
    void digits_oneHundredThousand_areRefusedAtTheTwentyFirst() {
        assertRefused(Problem.NUMBER_TOO_LONG, 27, "{\"exp\":" + "9".repeat(20 + 50_000) + "}");
        assertRefused(Problem.NUMBER_TOO_LONG, 21, "0." + "0".repeat(50_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "1e-999", "1E+999", "1e0999"})
    void exponent_atTheBound_isRead(String spelling) {
        assertEquals(new BigDecimal(spelling), parse(spelling).decimalValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000", "1e-1000", "1e+1000", "0e1000", "1e999999999", "1e1000000000000000001"})
    void exponent_beyondTheBound_isRefused(String spelling) {
        assertRefused(Problem.EXPONENT_TOO_LARGE, 2, spelling);
    }

    @Test
    void plainInteger_written_needsNoText() {
        assertEquals("-5", JsonNumber.of(-5).text());
        assertEquals("9223372036854775807", Json.text(JsonNumber.of(Long.MAX_VALUE)));
        assertEquals("-9223372036854775808", Json.text(JsonNumber.of(Long.MIN_VALUE)));
        assertEquals(BigDecimal.valueOf(-5), JsonNumber.of(-5).decimalValue());
    }

    @ParameterizedTest
    @CsvSource({
        "1.50, 1.50",
        "1E+3, 1E+3",
        "1E-999, 1E-999",
        "1E+999, 1E+999",
        "1.5E+999, 1.5E+999",
        "0.000001, 0.000001"
    })
    void decimal_withinBounds_keepsItsScaleAndReadsBack(BigDecimal value, String text) {
        assertEquals(text, Json.text(JsonNumber.of(value)));
        assertEquals(value, parse(text).decimalValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+1000", "1E-1000", "15E+999", "1E+2147483647", "1E-2147483647"})
    void decimal_exponentBeyondBounds_isRefused(BigDecimal value) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> JsonNumber.of(value));
        assertEquals("number has too many digits for JSON, round it first", refusal.getMessage());
    }

    @Test
    void decimal_tooManyDigits_isRefused() {
        assertEquals(
                1_000, JsonNumber.of(new BigDecimal("9".repeat(1_000))).text().length());
        BigDecimal longer = new BigDecimal("0." + "9".repeat(1_001));
        assertThrows(IllegalArgumentException.class, () -> JsonNumber.of(longer));
    }

    @Test
    void equals_comparesByValue() {
        assertEquals(parse("1.50"), parse("1.5"));
        assertEquals(parse("1.50").hashCode(), parse("15e-1").hashCode());
        assertEquals(parse("1e30"), parse("10e29"));
        assertNotEquals(parse("1"), parse("2"));
        assertNotEquals(parse("9007199254740993"), parse("9007199254740992.0"));
        assertNotEquals(parse("1"), JsonString.of("1"));
        assertNotEquals(JsonString.of("1"), parse("1"));
    }

    @Test
    void hashCode_differentNumbers_differs() {
        Set<Integer> codes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            codes.add(parse(i + ".5").hashCode());
            codes.add(JsonNumber.of(i).hashCode());
        }
        assertTrue(codes.size() > 190);
    }

    @Test
    void toString_number_isNotShown() {
        assertEquals("JsonNumber[length=4]", parse("1234").toString());
    }

    private static JsonNumber parse(String spelling) {
        return (JsonNumber) Json.parse(bytes(spelling));
    }
}
