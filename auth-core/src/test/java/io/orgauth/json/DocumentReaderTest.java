package io.orgauth.json;

import static io.orgauth.json.Refusals.assertRefused;
import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.json.JsonException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structure (RFC 8259, sections 2 to 5): each row of the tables below differs from a good document in one thing. */
class DocumentReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}               | {}",
                "[]               | []",
                "[[]]             | [[]]",
                "[{}]             | [{}]",
                "{\"\":0}         | {\"\":0}",
                "{\"a\":{}}       | {\"a\":{}}",
                "{\"a\":[],\"b\":[[],{}]} | {\"a\":[],\"b\":[[],{}]}",
                "[ ]              | []",
                "{ }              | {}",
                "[1 , 2]          | [1,2]",
                "{ \"a\" : 1 , \"b\" : 2 } | {\"a\":1,\"b\":2}",
                "[true,false,null] | [true,false,null]",
                "true             | true",
                "false            | false",
                "null             | null",
                "7                | 7",
                "\"a\"            | \"a\"",
                "\"\"             | \"\"",
                "[1,1]            | [1,1]",
                "{\"a\":1,\"b\":1} | {\"a\":1,\"b\":1}",
                "{\"a\":1,\"A\":1} | {\"a\":1,\"A\":1}",
                "{\"a\":{\"a\":1}} | {\"a\":{\"a\":1}}",
                "[{\"a\":1},{\"a\":1}] | [{\"a\":1},{\"a\":1}]",
            })
    void document_wellFormed_isRead(String document, String compact) {
        assertEquals(compact, Json.text(parse(document)));
    }

    @Test
    void space_anyOfTheFour_isSkippedEverywhere() {
        String space = " \t\r\n";
        String spaced =
                String.join(space, "", "{", "\"a\"", ":", "[", "1", ",", "2", "]", ",", "\"b\"", ":", "1", "}", "");
        assertEquals("{\"a\":[1,2],\"b\":1}", Json.text(parse(spaced)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the document | why it is refused | at which byte
                "``            | UNEXPECTED_END  | 0",
                "` `           | UNEXPECTED_END  | 1",
                "[             | UNEXPECTED_END  | 1",
                "{             | UNEXPECTED_END  | 1",
                "[1            | UNEXPECTED_END  | 2",
                "[1,           | UNEXPECTED_END  | 3",
                "{\"a\"        | UNEXPECTED_END  | 4",
                "{\"a\":       | UNEXPECTED_END  | 5",
                "{\"a\":1      | UNEXPECTED_END  | 6",
                "{\"a\":1,     | UNEXPECTED_END  | 7",
                "\"            | UNEXPECTED_END  | 1",
                "\"a           | UNEXPECTED_END  | 2",
                "t             | UNEXPECTED_END  | 1",
                "nul           | UNEXPECTED_END  | 3",
                "]             | UNEXPECTED_BYTE | 0",
                "}             | UNEXPECTED_BYTE | 0",
                ",             | UNEXPECTED_BYTE | 0",
                ":             | UNEXPECTED_BYTE | 0",
                "[1,]          | UNEXPECTED_BYTE | 3",
                "[,1]          | UNEXPECTED_BYTE | 1",
                "[1,,2]        | UNEXPECTED_BYTE | 3",
                "[1 2]         | UNEXPECTED_BYTE | 3",
                "[1;2]         | UNEXPECTED_BYTE | 2",
                "[1}           | UNEXPECTED_BYTE | 2",
                "[\"a\":1]     | UNEXPECTED_BYTE | 4",
                "{\"a\":1]     | UNEXPECTED_BYTE | 6",
                "{\"a\":1,}    | UNEXPECTED_BYTE | 7",
                "{,\"a\":1}    | UNEXPECTED_BYTE | 1",
                "{\"a\"}       | UNEXPECTED_BYTE | 4",
                "{\"a\" 1}     | UNEXPECTED_BYTE | 5",
                "{\"a\",1}     | UNEXPECTED_BYTE | 4",
                "{\"a\"::1}    | UNEXPECTED_BYTE | 5",
                "{\"a\":}      | UNEXPECTED_BYTE | 5",
                "{\"a\":1 \"b\":2} | UNEXPECTED_BYTE | 7",
                "{a:1}         | UNEXPECTED_BYTE | 1",
                "{'a':1}       | UNEXPECTED_BYTE | 1",
                "{1:1}         | UNEXPECTED_BYTE | 1",
                "{null:1}      | UNEXPECTED_BYTE | 1",
                "['a']         | UNEXPECTED_BYTE | 1",
                "[a]           | UNEXPECTED_BYTE | 1",
                "True          | UNEXPECTED_BYTE | 0",
                "trUe          | UNEXPECTED_BYTE | 2",
                "fals0         | UNEXPECTED_BYTE | 4",
                "nulL          | UNEXPECTED_BYTE | 3",
                "undefined     | UNEXPECTED_BYTE | 0",
                "NaN           | UNEXPECTED_BYTE | 0",
                "Infinity      | UNEXPECTED_BYTE | 0",
                "/**/1         | UNEXPECTED_BYTE | 0",
                "[1/**/]       | UNEXPECTED_BYTE | 2",
                "1 2           | TRAILING_DATA   | 2",
                "{}{}          | TRAILING_DATA   | 2",
                "{}]           | TRAILING_DATA   | 2",
                "[]a           | TRAILING_DATA   | 2",
                "truee         | TRAILING_DATA   | 4",
                "{}/**/        | TRAILING_DATA   | 2",
                "{},           | TRAILING_DATA   | 2",
                "{\"a\":1,\"a\":1} | DUPLICATE_NAME | 7",
                "{\"a\":1,\"b\":2,\"a\":3} | DUPLICATE_NAME | 13",
                "{\"a\":1,\"\\u0061\":2} | DUPLICATE_NAME | 7",
                "{\"\":1,\"\":2} | DUPLICATE_NAME | 6",
                "{\"\u00e9\":1,\"\\u00e9\":2} | DUPLICATE_NAME | 8",
                "[{\"a\":{\"b\":1,\"b\":1}}] | DUPLICATE_NAME | 13",
            })
    void document_oneFault_isRefused(String document, Problem problem, int offset) {
        assertRefused(problem, offset, document);
    }

    @Test
    void space_anyOther_isRefused() {
        assertRefused(Problem.UNEXPECTED_BYTE, 0, "\f1");
        assertRefused(Problem.UNEXPECTED_BYTE, 0, "\u000b1");
        assertRefused(Problem.UNEXPECTED_BYTE, 1, "[\u00a01]");
        assertRefused(Problem.UNEXPECTED_BYTE, 1, "[\u20601]");
        assertRefused(Problem.UNEXPECTED_BYTE, 1, "[\u00001]");
        assertRefused(Problem.TRAILING_DATA, 2, "{}\u0000");
        assertRefused(Problem.TRAILING_DATA, 2, "{}\u2028");
    }

    @Test
    void comment_beforeALineEnd_isRefused() {
        assertRefused(Problem.UNEXPECTED_BYTE, 0, "// a\n1");
        assertRefused(Problem.UNEXPECTED_BYTE, 2, "[1#a\n]");
    }

    @Test
    void byteOrderMark_first_isRefused() {
        assertRefused(Problem.BYTE_ORDER_MARK, 0, "\ufeff{}");
        assertRefused(Problem.UNEXPECTED_BYTE, 1, " \ufeff{}");
        assertRefused(Problem.UNEXPECTED_BYTE, 0, new byte[] {(byte) 0xef, (byte) 0xbb, '{', '}'});
        assertRefused(Problem.UNEXPECTED_BYTE, 0, new byte[] {(byte) 0xef, '1'});
        assertRefused(Problem.UNEXPECTED_BYTE, 0, "{}".getBytes(StandardCharsets.UTF_16BE));
        assertRefused(Problem.UNEXPECTED_BYTE, 1, "{}".getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void duplicateName_amongManyMembers_isRefused() {
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            document.append("\"n").append(i).append("\":").append(i).append(',');
        }
        int offset = document.length();
        assertRefused(Problem.DUPLICATE_NAME, offset, document + "\"n0\":1}");
        assertRefused(Problem.DUPLICATE_NAME, offset, document + "\"n99\":1}");
    }

    @Test
    void parse_partOfABuffer_readsNoByteBeyondIt() {
        byte[] buffer = bytes("xx[12]345");
        assertEquals("[12]", Json.text(Json.parse(buffer, 2, 6, JsonLimits.standard())));
        assertEquals("12", Json.text(Json.parse(buffer, 3, 5, JsonLimits.standard())));
        assertRefusedPart(Problem.UNEXPECTED_END, 3, buffer, 2, 5);
        assertRefusedPart(Problem.TRAILING_DATA, 4, buffer, 2, 7);
        assertRefusedPart(Problem.UNEXPECTED_END, 0, buffer, 2, 2);
        assertRefusedPart(Problem.UNEXPECTED_END, 3, bytes("x\"ab\""), 1, 4);
        assertRefusedPart(Problem.UNEXPECTED_END, 4, bytes("x\"\\na\""), 1, 5);
        assertRefusedPart(Problem.UNEXPECTED_END, 3, bytes("xtrue"), 1, 4);
        assertThrows(IndexOutOfBoundsException.class, () -> Json.parse(buffer, 2, 10, JsonLimits.standard()));
        assertThrows(IndexOutOfBoundsException.class, () -> Json.parse(buffer, -1, 2, JsonLimits.standard()));
    }

    @ParameterizedTest
    @CsvSource({"[], array", "1, number", "null, null", "true, boolean", "'\"a\"', string"})
    void parseObject_anotherType_isRefused(String document, String type) {
        JsonException refusal = assertThrows(JsonException.class, () -> Json.parseObject(bytes(document)));
        assertEquals(Problem.WRONG_TYPE, refusal.problem());
        assertEquals(OptionalInt.empty(), refusal.offset());
        assertEquals("json document is " + type + ", expected object", refusal.getMessage());
    }

    private static void assertRefusedPart(Problem problem, int offset, byte[] buffer, int from, int to) {
        JsonLimits limits = JsonLimits.standard();
        JsonException refusal = assertThrows(JsonException.class, () -> Json.parse(buffer, from, to, limits));
        assertEquals(problem, refusal.problem());
        assertEquals(OptionalInt.of(offset), refusal.offset());
    }

    private static JsonValue parse(String document) {
        return Json.parse(bytes(document));
    }
}
