package io.orgauth.json;

import static io.orgauth.json.Refusals.assertRefused;
import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.json.JsonException.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonValueTest {
    @ParameterizedTest
    @CsvSource({"{}, OBJECT", "[], ARRAY", "'\"\"', STRING", "1, NUMBER", "1.5, NUMBER", "true, BOOLEAN", "null, NULL"})
    void type_ofEachValue_isItsOwn(String document, JsonValue.Type type) {
        assertEquals(type, Json.parse(bytes(document)).type());
    }

    @Test
    void toJava_everyType_isPlainAndInOrder() {
        Map<String, Object> plain = Json.parseObject(bytes(
                        "{\"z\":\"s\",\"i\":1,\"d\":1.5,\"b\":true,\"n\":null,\"a\":[1,\"x\",[]],\"o\":{\"k\":false}}"))
                .toJava();
        assertEquals(List.of("z", "i", "d", "b", "n", "a", "o"), List.copyOf(plain.keySet()));
        assertEquals("s", plain.get("z"));
        assertEquals(1L, plain.get("i"));
        assertEquals(new BigDecimal("1.5"), plain.get("d"));
        assertEquals(true, plain.get("b"));
        assertSame(JsonNull.NULL, plain.get("n"));
        assertEquals(List.of(1L, "x", List.of()), plain.get("a"));
        assertEquals(Map.of("k", false), plain.get("o"));
    }

    @Test
    void toJava_result_isImmutable() {
        JsonObject object = Json.parseObject(bytes("{\"a\":[1]}"));
        assertThrows(UnsupportedOperationException.class, () -> object.toJava().put("b", 1));
        List<Object> list = object.array("a").orElseThrow().toJava();
        assertThrows(UnsupportedOperationException.class, () -> list.add(1));
    }

    @Test
    void of_everyPlainType_isItsJson() {
        assertEquals("\"x\"", json("x"));
        assertEquals("true", json(true));
        assertEquals("[1,2,3,4]", json(List.of(1L, 2, (short) 3, (byte) 4)));
        assertEquals("1.50", json(new BigDecimal("1.50")));
        assertEquals("123456789012345678901", json(new BigInteger("123456789012345678901")));
        assertEquals("0.1", json(0.1));
        assertEquals("0.1", json(0.1f));
        assertEquals("{\"a\":[null]}", json(Map.of("a", List.of(JsonNull.NULL))));
        JsonValue value = JsonString.of("same");
        assertSame(value, JsonValue.of(value));
    }

    @Test
    void of_whatToJavaGave_isEqual() {
        JsonValue value = Json.parse(bytes("{\"a\":[1,1.5,\"x\",true,null,{\"b\":{}}],\"c\":\"\"}"));
        assertEquals(value, JsonValue.of(value.toJava()));
    }

    @Test
    void of_unknownType_isRefused() {
        assertPlainRefused(
                "JSON has no value for this java.lang.StringBuilder, convert it to a String first",
                new StringBuilder());
        assertPlainRefused(
                "JSON has no value for this java.util.concurrent.atomic.AtomicLong, convert it to a String first",
                new AtomicLong());
        for (Number notFinite : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN)) {
            String type = notFinite.getClass().getName();
            assertPlainRefused("JSON has no value for this " + type + ", convert it to a String first", notFinite);
        }
        assertPlainRefused("JSON has no Java null, use JsonNull.NULL or leave it out", Arrays.asList("a", null));
        assertPlainRefused("a JSON name must be a String, convert the keys of the map first", Map.of(1, "a"));
        Map<String, Object> twice = new IdentityHashMap<>();
        twice.put("a", 1);
        twice.put(new StringBuilder("a").toString(), 2);
        assertPlainRefused("two keys of the map are the same JSON name, use a HashMap", twice);
    }

    @Test
    void of_loneSurrogate_isRefused() {
        assertRefused(Problem.LONE_SURROGATE, () -> JsonValue.of("\ud800"));
        assertRefused(Problem.LONE_SURROGATE, () -> JsonValue.of(Map.of("\udc00", 1)));
    }

    @Test
    void of_mapThatHoldsItself_isRefused() {
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        assertPlainRefused("JSON nests deeper than 256, flatten it", map);
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertPlainRefused("JSON nests deeper than 256, flatten it", list);
    }

    @Test
    void depth_beyondTheDeepest_isRefusedWhereverItIsBuilt() {
        JsonValue arrays = JsonNull.NULL;
        JsonValue objects = JsonNull.NULL;
        for (int i = 0; i < 256; i++) {
            arrays = i % 2 == 0 ? JsonArray.of(arrays) : JsonArray.of(List.of(arrays, JsonNull.NULL));
            objects = JsonObject.builder().put("a", objects).put("b", 1).build();
        }
        JsonValue deepArrays = arrays;
        JsonValue deepObjects = objects;
        assertThrows(IllegalArgumentException.class, () -> JsonArray.of(deepArrays));
        assertThrows(IllegalArgumentException.class, () -> JsonArray.of(deepObjects));
        JsonObject.Builder builder = JsonObject.builder().put("a", deepArrays);
        assertThrows(IllegalArgumentException.class, builder::build);
        assertPlainRefused("JSON nests deeper than 256, flatten it", List.of(deepObjects));
        assertPlainRefused("JSON nests deeper than 256, flatten it", Map.of("a", deepArrays));
    }

    @Test
    void string_wellFormed_isKept() {
        for (String text : List.of("", "a", "\u0000", "\ud83d\ude00", "a\ud83d\ude00\ud800\udc00b", "\ud7ff\ue000")) {
            assertEquals(text, JsonString.of(text).value());
            assertEquals(text, JsonString.of(text).toJava());
        }
    }

    @Test
    void string_loneSurrogate_isRefused() {
        for (String text : List.of(
                "\ud800", "\udc00", "a\udfff", "\ud800a", "\udc00\ud800", "\ud83d\ude00\ude00", "\ud83d\ud83d")) {
            JsonException refusal = assertRefused(Problem.LONE_SURROGATE, () -> JsonString.of(text));
            assertEquals("json string holds half a surrogate pair", refusal.getMessage());
        }
    }

    @Test
    void string_equals_comparesTheText() {
        assertEquals(JsonString.of("a"), JsonString.of("a"));
        assertEquals(JsonString.of("a").hashCode(), JsonString.of("a").hashCode());
        assertNotEquals(JsonString.of("a"), JsonString.of("b"));
        assertNotEquals(JsonString.of("a").hashCode(), JsonString.of("b").hashCode());
        assertNotEquals(JsonString.of("a"), JsonNull.NULL);
    }

    @Test
    void toString_ofText_isNotShown() {
        assertEquals("JsonString[length=7]", JsonString.of("hunter2").toString());
        assertEquals("JsonArray[size=1]", JsonArray.of(JsonString.of("hunter2")).toString());
    }

    @Test
    void bool_of_isTheConstant() {
        assertSame(JsonBoolean.TRUE, JsonBoolean.of(true));
        assertSame(JsonBoolean.FALSE, JsonBoolean.of(false));
        assertTrue(JsonBoolean.TRUE.value());
        assertFalse(JsonBoolean.FALSE.value());
        assertEquals(true, JsonBoolean.TRUE.toJava());
        assertEquals(false, JsonBoolean.FALSE.toJava());
    }

    @Test
    void array_accessors_giveTheElements() {
        JsonArray array = (JsonArray) Json.parse(bytes("[\"a\",\"b\"]"));
        assertEquals(2, array.size());
        assertEquals(List.of(JsonString.of("a"), JsonString.of("b")), array.values());
        assertEquals(List.of("a", "b"), array.strings());
        List<JsonValue> seen = new ArrayList<>();
        array.forEach(seen::add);
        assertEquals(array.values(), seen);
        assertThrows(UnsupportedOperationException.class, () -> array.values().remove(0));
        assertEquals(array, JsonArray.ofStrings(List.of("a", "b")));
        JsonArray objects = (JsonArray) Json.parse(bytes("[{\"a\":1},{}]"));
        assertEquals(
                List.of(
                        JsonObject.builder().put("a", 1).build(),
                        JsonObject.builder().build()),
                objects.objects());
    }

    @Test
    void array_otherElement_isRefused() {
        JsonArray array = (JsonArray) Json.parse(bytes("[\"a\",null]"));
        JsonException noString = assertRefused(Problem.WRONG_TYPE, array::strings);
        assertEquals("json array has null at 1, expected string", noString.getMessage());
        JsonException noObject = assertRefused(Problem.WRONG_TYPE, array::objects);
        assertEquals("json array has string at 0, expected object", noObject.getMessage());
    }

    @Test
    void array_ofACollection_isACopy() {
        List<JsonValue> values = new ArrayList<>(List.of(JsonNull.NULL));
        JsonArray array = JsonArray.of(values);
        values.clear();
        assertEquals(1, array.size());
    }

    @Test
    void array_equals_comparesInOrder() {
        assertEquals(Json.parse(bytes("[1,2]")), Json.parse(bytes("[1.0,2]")));
        assertNotEquals(Json.parse(bytes("[1,2]")), Json.parse(bytes("[2,1]")));
        assertNotEquals(Json.parse(bytes("[1]")), JsonNumber.of(1));
        Set<Integer> codes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            codes.add(JsonArray.of(JsonNumber.of(i)).hashCode());
        }
        assertEquals(100, codes.size());
    }

    private static String json(Object plain) {
        return Json.text(JsonValue.of(plain));
    }

    private static void assertPlainRefused(String message, Object plain) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> JsonValue.of(plain));
        assertEquals(message, refusal.getMessage());
    }
}
