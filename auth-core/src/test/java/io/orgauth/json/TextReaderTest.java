package io.orgauth.json;

import static io.orgauth.json.Refusals.assertRefused;
import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.json.JsonException.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings (RFC 8259, section 7; RFC 3629, section 3). */
class TextReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // between the quotes | the code points it stands for
                "\\\"             | 22",
                "\\\\             | 5c",
                "\\/              | 2f",
                "\\b              | 8",
                "\\f              | c",
                "\\n              | a",
                "\\r              | d",
                "\\t              | 9",
                "\\u0000          | 0",
                "\\u001f          | 1f",
                "\\u0041          | 41",
                "\\u00e9          | e9",
                "\\u00E9          | e9",
                "\\uabcd          | abcd",
                "\\uABCD          | abcd",
                "\\uefef          | efef",
                "\\u0123          | 123",
                "\\u4567          | 4567",
                "\\u89ff          | 89ff",
                "\\ud7ff          | d7ff",
                "\\ue000          | e000",
                "\\uffff          | ffff",
                "\\ud800\\udc00   | 10000",
                "\\uD83D\\uDE00   | 1f600",
                "\\udbff\\udfff   | 10ffff",
                "\\\\u0061        | 5c 75 30 30 36 31",
                "a\\nb            | 61 a 62",
                "\\u0061b\\u0063  | 61 62 63",
                "/                | 2f",
                "'                | 27",
            })
    void escape_known_isRead(String inside, String codePoints) {
        assertEquals(text(codePoints), parse('"' + inside + '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\\x\"              | BAD_ESCAPE      | 2",
                "\"\\'\"               | BAD_ESCAPE      | 1",
                "\"\\0\"               | BAD_ESCAPE      | 1",
                "\"\\a\"               | BAD_ESCAPE      | 1",
                "\"\\N\"               | BAD_ESCAPE      | 1",
                "\"\\U0041\"           | BAD_ESCAPE      | 1",
                "\"\\u{41}\"           | BAD_ESCAPE      | 1",
                "\"\\u004\"            | BAD_ESCAPE      | 1",
                "\"\\u\"               | BAD_ESCAPE      | 1",
                "\"\\u00g0\"           | BAD_ESCAPE      | 1",
                "\"\\u00/0\"           | BAD_ESCAPE      | 1",
                "\"\\u00:0\"           | BAD_ESCAPE      | 1",
                "\"\\u00@0\"           | BAD_ESCAPE      | 1",
                "\"\\u00`0\"           | BAD_ESCAPE      | 1",
                "\"\\u+041\"           | BAD_ESCAPE      | 1",
                "\"\\u 041\"           | BAD_ESCAPE      | 1",
                "\"\\u\uff10041\"      | BAD_ESCAPE      | 1",
                "\"\\                  | UNEXPECTED_END  | 2",
                "\"\\u004              | UNEXPECTED_END  | 6",
                "\"\\\"                | UNEXPECTED_END  | 3",
                "\"\u00e9              | UNEXPECTED_END  | 3",
                "\"\\ud800\"           | LONE_SURROGATE  | 1",
                "\"a\\udbff\"          | LONE_SURROGATE  | 2",
                "\"\\udc00\"           | LONE_SURROGATE  | 1",
                "\"\\udfff\"           | LONE_SURROGATE  | 1",
                "\"\\ud800a\"          | LONE_SURROGATE  | 1",
                "\"\\ud800\\n\"        | LONE_SURROGATE  | 1",
                "\"\\ud800\\u0041\"    | LONE_SURROGATE  | 1",
                "\"\\ud800\\ud800\"    | LONE_SURROGATE  | 1",
                "\"\\ud800\\udbff\"    | LONE_SURROGATE  | 1",
                "\"\\ud800\\ue000\"    | LONE_SURROGATE  | 1",
                "\"\\udc00\\ud800\"    | LONE_SURROGATE  | 1",
                "\"\\ud83d\\ude00\\ude00\" | LONE_SURROGATE | 13",
                "\"\\ud800\\u\"        | BAD_ESCAPE      | 1",
                "\"\\ud800             | LONE_SURROGATE  | 1",
            })
    void escape_oneFault_isRefused(String document, Problem problem, int offset) {
        assertRefused(problem, offset, document);
    }

    @Test
    void controlCharacter_unescaped_isRefused() {
        for (char c = 0; c < ' '; c++) {
            assertRefused(Problem.CONTROL_CHARACTER, 1, "\"" + c + "\"");
            assertRefused(Problem.CONTROL_CHARACTER, 4, "\"\\na" + c + "\"");
            assertRefused(Problem.CONTROL_CHARACTER, 3, "{\"a" + c + "\":1}");
        }
    }

    @Test
    void character_everyOtherOfAscii_isRead() {
        for (char c = ' '; c <= 0x7f; c++) {
            if (c != '"' && c != '\\') {
                assertEquals(String.valueOf(c), parse("\"" + c + "\""));
                assertEquals("\n" + c, parse("\"\\n" + c + "\""));
            }
        }
    }

    @Test
    void codePoint_every_isReadRawAsTheJdkDecodesIt() {
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 7) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = Character.toString(c);
                assertEquals(text, parse('"' + text + '"'));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2 80",
                "df bf",
                "e0 a0 80",
                "e1 80 80",
                "ec bf bf",
                "ed 80 80",
                "ed 9f bf",
                "ee 80 80",
                "ef bf bf",
                "f0 90 80 80",
                "f1 80 80 80",
                "f3 bf bf bf",
                "f4 80 80 80",
                "f4 8f bf bf"
            })
    void utf8_atTheBounds_isRead(String hex) {
        byte[] raw = HexFormat.ofDelimiter(" ").parseHex(hex);
        JsonString value = (JsonString) Json.parse(quoted("a", raw, "b"));
        assertEquals("a" + new String(raw, StandardCharsets.UTF_8) + "b", value.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // lone continuation bytes, bytes that are in no UTF-8
                "80",
                "bf",
                "c0",
                "c1",
                "f5 80 80 80",
                "f8 88 80 80 80",
                "fe",
                "ff",
                // overlong: a second spelling of the same text slips past a check of the first
                "c0 80",
                "c0 a2",
                "c1 bf",
                "e0 80 80",
                "e0 80 a2",
                "e0 9f bf",
                "f0 80 80 80",
                "f0 80 80 a2",
                "f0 8f bf bf",
                // surrogates in UTF-8 (CESU-8)
                "ed a0 80",
                "ed af bf",
                "ed b0 80",
                "ed bf bf",
                "ed a0 bd ed b8 80",
                // beyond U+10FFFF
                "f4 90 80 80",
                "f4 bf bf bf",
                // cut short, or a wrong byte in each place
                "c3",
                "c3 c3",
                "e2 82",
                "e2 28 a1",
                "e2 82 28",
                "e2 82 c0",
                "f0 9f 98",
                "f0 28 8c bc",
                "f0 90 28 bc",
                "f0 90 8c 28"
            })
    void utf8_malformed_isRefused(String hex) {
        byte[] raw = HexFormat.ofDelimiter(" ").parseHex(hex);
        assertRefused(Problem.BAD_UTF8, 2, quoted("a", raw, "b"));
        assertRefused(Problem.BAD_UTF8, 4, quoted("\\n\u0061", raw, ""));
    }

    @Test
    void utf8_cutByTheEnd_isRefused() {
        byte[] document = bytes("\"\ud83d\ude00");
        for (int length = 2; length <= document.length; length++) {
            byte[] cut = Arrays.copyOf(document, length);
            assertRefused(Problem.UNEXPECTED_END, length, cut);
        }
    }

    @Test
    void latin1_document_isRefused() {
        assertRefused(Problem.BAD_UTF8, 1, "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void length_atTheBound_isReadAndBeyondRefused() {
        JsonLimits three = JsonLimits.standard().withMaxStringLength(3);
        for (String good :
                new String[] {"\"abc\"", "\"\\n\\n\\n\"", "\"a\\u00e9\u00e9\"", "\"a\ud83d\ude00\"", "\"ab\\n\""}) {
            assertEquals(
                    3, ((JsonString) Json.parse(bytes(good), three)).value().length());
        }
        for (String bad :
                new String[] {"\"abcd\"", "\"\\n\\n\\n\\n\"", "\"abcd\\n\"", "\"abc\\n\"", "\"ab\ud83d\ude00\""}) {
            assertRefused(Problem.STRING_TOO_LONG, 1, bytes(bad), three);
        }
        assertRefused(Problem.STRING_TOO_LONG, 2, bytes("{\"abcd\":1}"), three);
        assertRefused(Problem.STRING_TOO_LONG, 1, bytes("\"abcd"), three);
        assertRefused(Problem.UNEXPECTED_END, 4, bytes("\"abc"), three);
    }

    private static byte[] quoted(String before, byte[] raw, String after) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes(bytes('"' + before));
        document.writeBytes(raw);
        document.writeBytes(bytes(after + '"'));
        return document.toByteArray();
    }

    private static String text(String codePoints) {
        StringBuilder text = new StringBuilder();
        for (String codePoint : codePoints.split(" ")) {
            text.appendCodePoint(Integer.parseInt(codePoint, 16));
        }
        return text.toString();
    }

    private static String parse(String document) {
        return ((JsonString) Json.parse(bytes(document))).value();
    }
}
