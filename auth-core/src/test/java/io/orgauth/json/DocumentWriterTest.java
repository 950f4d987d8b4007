package io.orgauth.json;

import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentWriterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-1.50",
                "\"\"",
                "[1,[],{}]",
                "{\"a\":{\"b\":[true]},\"c\":null}"
            })
    void write_compactDocument_isUnchanged(String document) {
        assertEquals(document, Json.text(Json.parse(bytes(document))));
        assertArrayEquals(bytes(document), Json.write(Json.parse(bytes(document))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22 | \\\"",
                "5c | \\\\",
                "8 | \\b",
                "c | \\f",
                "a | \\n",
                "d | \\r",
                "9 | \\t",
                "0 | \\u0000",
                "b | \\u000b",
                "1f | \\u001f",
                "3c | \\u003c",
                "3e | \\u003e",
                "7f | \\u007f",
                "2028 | \\u2028",
                "2029 | \\u2029"
            })
    void write_specialCharacter_isEscaped(String codePoint, String escape) {
        String text = Character.toString(Integer.parseInt(codePoint, 16));
        assertEquals('"' + escape + '"', Json.text(JsonString.of(text)));
        assertEquals(
                "{\"a" + escape + "b\":1}",
                Json.text(JsonObject.builder().put("a" + text + "b", 1).build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "'", "&", " ", "~", "\u0080", "\u00e9", "\u07ff", "\u0800", "\u2027", "\u202a", "\ud7ff"})
    void write_ordinaryCharacter_isRaw(String text) {
        assertArrayEquals(bytes('"' + text + '"'), Json.write(JsonString.of(text)));
    }

    @Test
    void write_everyCodePoint_readsBack() {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                text.appendCodePoint(c);
            }
        }
        JsonString all = JsonString.of(text.toString());
        byte[] utf8 = Json.write(all);
        JsonLimits wide = JsonLimits.standard().withMaxBytes(utf8.length).withMaxStringLength(text.length());
        assertEquals(all, Json.parse(utf8, wide));
        assertArrayEquals(utf8, bytes(Json.text(all)));
    }

    @Test
    void write_scriptEndInAString_canNotEndTheScript() {
        String text = Json.text(JsonString.of("</script><!--]]>"));
        assertEquals("\"\\u003c/script\\u003e\\u003c!--]]\\u003e\"", text);
    }

    @Test
    void write_lengthsAroundTheFirstBuffer_areWhole() {
        for (int length = 500; length < 1_100; length++) {
            String text = "x".repeat(length);
            assertEquals('"' + text + '"', Json.text(JsonString.of(text)));
        }
    }
}
