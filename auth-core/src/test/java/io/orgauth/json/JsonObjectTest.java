package io.orgauth.json;

import static io.orgauth.json.Refusals.assertRefused;
import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.json.JsonException.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonObjectTest {
    private static final JsonObject OBJECT = parse("""
            {"text": "t", "count": 7, "big": 9223372036854775808, "half": 0.5, "yes": true, "no": false,
             "object": {"a": 1}, "array": [1], "strings": ["x", "y"], "nothing": null}""");

    private static final Map<String, BiFunction<JsonObject, String, Object>> ACCESSORS = Map.of(
            "string", JsonObject::string,
            "number", JsonObject::number,
            "boolean", JsonObject::bool,
            "object", JsonObject::object,
            "array", JsonObject::array);

    @Test
    void accessors_rightType_returnTheValue() {
        assertEquals(Optional.of("t"), OBJECT.string("text"));
        assertEquals(Optional.of(JsonNumber.of(7)), OBJECT.number("count"));
        assertEquals(OptionalLong.of(7), OBJECT.longValue("count"));
        assertEquals(Optional.of(true), OBJECT.bool("yes"));
        assertEquals(Optional.of(false), OBJECT.bool("no"));
        assertEquals(Optional.of(JsonObject.builder().put("a", 1).build()), OBJECT.object("object"));
        assertEquals(Optional.of(JsonArray.of(JsonNumber.of(1))), OBJECT.array("array"));
        assertEquals(Optional.of(List.of("x", "y")), OBJECT.strings("strings"));
        assertEquals(Optional.of(JsonNull.NULL), OBJECT.value("nothing"));
    }

    @Test
    void accessors_absent_areEmpty() {
        ACCESSORS.values().forEach(accessor -> assertEquals(Optional.empty(), accessor.apply(OBJECT, "absent")));
        assertEquals(OptionalLong.empty(), OBJECT.longValue("absent"));
        assertEquals(Optional.empty(), OBJECT.strings("absent"));
        assertEquals(Optional.empty(), OBJECT.value("absent"));
        assertFalse(OBJECT.has("absent"));
    }

    @ParameterizedTest
    @CsvSource({
        "text, string",
        "count, number",
        "half, number",
        "yes, boolean",
        "no, boolean",
        "object, object",
        "array, array",
        "nothing, null"
    })
    void accessors_otherType_areRefused(String name, String type) {
        ACCESSORS.forEach((expected, accessor) -> {
            if (!expected.equals(type)) {
                JsonException refusal = assertRefused(Problem.WRONG_TYPE, () -> accessor.apply(OBJECT, name));
                assertEquals("json \"" + name + "\" is " + type + ", expected " + expected, refusal.getMessage());
            }
        });
    }

    @Test
    void exp_null_isRefusedAndNotAbsent() {
        assertTrue(parse("{\"exp\":null}").has("exp"));
        assertRefused(Problem.WRONG_TYPE, () -> parse("{\"exp\":null}").longValue("exp"));
    }

    @Test
    void longValue_notALong_isRefused() {
        JsonException half = assertRefused(Problem.NOT_AN_INTEGER, () -> OBJECT.longValue("half"));
        assertEquals("json \"half\" has a fraction, expected an integer", half.getMessage());
        JsonException big = assertRefused(Problem.OUT_OF_RANGE, () -> OBJECT.longValue("big"));
        assertEquals("json \"big\" is beyond 64 bits", big.getMessage());
        assertRefused(Problem.WRONG_TYPE, () -> OBJECT.longValue("text"));
    }

    @Test
    void strings_otherElement_isRefused() {
        JsonException refusal = assertRefused(Problem.WRONG_TYPE, () -> OBJECT.strings("array"));
        assertEquals("json \"array\" has number at 0, expected string", refusal.getMessage());
        assertRefused(Problem.WRONG_TYPE, () -> OBJECT.strings("text"));
    }

    @ParameterizedTest
    @CsvSource({"'a\nb'", "'a\"b'", "'a b'", "\u00e9", "\u007f"})
    void message_unprintableName_doesNotQuoteIt(String name) {
        JsonObject hostile = JsonObject.builder().put(name, 1).build();
        JsonException refusal = assertRefused(Problem.WRONG_TYPE, () -> hostile.string(name));
        assertEquals("json member is number, expected string", refusal.getMessage());
    }

    @Test
    void message_longName_isQuotedUpTo64Characters() {
        JsonObject object = JsonObject.builder()
                .put("a".repeat(64), 1)
                .put("a".repeat(65), 1)
                .build();
        String quoted = assertRefused(Problem.WRONG_TYPE, () -> object.string("a".repeat(64)))
                .getMessage();
        assertEquals("json \"" + "a".repeat(64) + "\" is number, expected string", quoted);
        String hidden = assertRefused(Problem.WRONG_TYPE, () -> object.string("a".repeat(65)))
                .getMessage();
        assertEquals("json member is number, expected string", hidden);
    }

    @Test
    void names_keepTheOrderOfTheDocument() {
        JsonObject object = parse("{\"z\":1,\"a\":2,\"m\":3}");
        assertEquals(List.of("z", "a", "m"), object.names());
        assertEquals(3, object.size());
        assertThrows(UnsupportedOperationException.class, () -> object.names().set(0, "b"));
    }

    @Test
    void names_manyMembers_areAllFoundAndStayInOrder() {
        for (int size : new int[] {1, 8, 9, 15, 16, 17, 18, 33, 100}) {
            JsonObject.Builder builder = JsonObject.builder();
            for (int i = 0; i < size; i++) {
                builder.put("n" + i, i);
            }
            JsonObject object = builder.build();
            assertEquals(size, object.names().size());
            for (int i = 0; i < size; i++) {
                assertEquals("n" + i, object.names().get(i));
                assertEquals(OptionalLong.of(i), object.longValue("n" + i));
            }
            assertFalse(object.has("n" + size));
            int taken = size - 1;
            assertThrows(IllegalArgumentException.class, () -> builder.put("n" + taken, 0));
        }
    }

    @Test
    void names_differInCaseOrSpace_areDifferentMembers() {
        JsonObject object = parse("{\"org\":1,\"Org\":2,\"org \":3,\"\":4,\"o\\u0000rg\":5}");
        assertEquals(5, object.size());
        assertEquals(OptionalLong.of(1), object.longValue("org"));
        assertEquals(OptionalLong.of(3), object.longValue("org "));
        assertEquals(OptionalLong.of(4), object.longValue(""));
    }

    @Test
    void builder_sameNameTwice_isRefused() {
        JsonObject.Builder builder = JsonObject.builder().put("a", 1);
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> builder.put("a", "x"));
        assertEquals("JSON member \"a\" is there already, put it once", refusal.getMessage());
        assertEquals("{\"a\":1}", Json.text(builder.build()));
    }

    @Test
    void builder_usedAfterBuild_leavesTheObjectAsItWas() {
        for (int size : new int[] {1, 8, 20}) {
            JsonObject.Builder builder = JsonObject.builder();
            for (int i = 0; i < size; i++) {
                builder.put("n" + i, i);
            }
            JsonObject before = builder.build();
            JsonObject after = builder.put("later", true).build();
            assertEquals(size, before.size());
            assertFalse(before.has("later"));
            assertEquals(Optional.of(true), after.bool("later"));
        }
    }

    @Test
    void builder_everyKindOfValue_isWritten() {
        JsonObject object = JsonObject.builder()
                .put("s", "x")
                .put("l", -3L)
                .put("b", false)
                .put("a", List.of("p", "q"))
                .put("n", JsonNull.NULL)
                .build();
        assertEquals("{\"s\":\"x\",\"l\":-3,\"b\":false,\"a\":[\"p\",\"q\"],\"n\":null}", Json.text(object));
    }

    @Test
    void builder_loneSurrogate_isRefused() {
        assertRefused(Problem.LONE_SURROGATE, () -> JsonObject.builder().put("\ud800", 1));
        assertRefused(Problem.LONE_SURROGATE, () -> JsonObject.builder().put("a", "\udc00"));
        assertRefused(Problem.LONE_SURROGATE, () -> JsonObject.builder().put("a", List.of("x", "\ud800x")));
    }

    @Test
    void equals_membersInAnotherOrder_isTrue() {
        JsonObject one = parse("{\"a\":1,\"b\":[true]}");
        assertEquals(one, parse("{\"b\":[true],\"a\":1.0}"));
        assertEquals(one.hashCode(), parse("{\"b\":[true],\"a\":1.0}").hashCode());
        assertNotEquals(one, parse("{\"a\":1,\"b\":[false]}"));
        assertNotEquals(one, parse("{\"a\":1}"));
        assertNotEquals(parse("{\"a\":1}"), one);
        assertNotEquals(one, parse("{\"a\":1,\"c\":[true]}"));
        assertNotEquals(one, JsonNull.NULL);
    }

    @Test
    void hashCode_ofStrings_isThatOfAMap() {
        JsonObject object = parse("{\"a\":\"x\",\"b\":\"y\"}");
        assertEquals(Map.of("a", "x", "b", "y").hashCode(), object.hashCode());
    }

    @Test
    void hashCode_differentObjects_differs() {
        Set<Integer> codes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            codes.add(JsonObject.builder().put("a", i).build().hashCode());
        }
        assertEquals(100, codes.size());
    }

    @Test
    void toString_secretMember_isNotShown() {
        assertEquals("JsonObject[size=1]", parse("{\"password\":\"hunter2\"}").toString());
    }

    private static JsonObject parse(String text) {
        return Json.parseObject(bytes(text));
    }
}
