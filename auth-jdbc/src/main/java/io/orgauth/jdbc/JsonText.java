package io.orgauth.jdbc;

import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collections as JSON in one column, in one order, so that equal ones are equal texts. */
final class JsonText {
    // What we wrote ourselves: the bounds only keep a damaged row from taking all memory.
    private static final JsonLimits LIMITS = JsonLimits.standard()
            .withMaxBytes(16 << 20)
            .withMaxMembers(1_000_000)
            .withMaxDigits(JsonLimits.MOST_DIGITS)
            .withMaxStringLength(1 << 20);

    private JsonText() {}

    /** An array of what the values are as text. */
    static String words(Collection<?> values) {
        return Json.text(JsonArray.ofStrings(
                values.stream().map(Object::toString).sorted().toList()));
    }

    static <T> Set<T> words(String text, Function<String, T> word) {
        return array(text).strings().stream().map(word).collect(Collectors.toUnmodifiableSet());
    }

    static String objects(List<JsonObject> objects) {
        return Json.text(JsonArray.of(objects));
    }

    static List<JsonObject> objects(String text) {
        return array(text).objects();
    }

    static String object(JsonObject object) {
        return Json.text(object);
    }

    static JsonObject object(String text) {
        return Json.parseObject(text.getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    /** Texts by name, in the order of the names. */
    static String texts(Map<String, String> texts) {
        return Json.text(JsonValue.of(new TreeMap<>(texts)));
    }

    static Map<String, String> texts(String text) {
        JsonObject object = object(text);
        return object.names().stream()
                .collect(Collectors.toUnmodifiableMap(
                        name -> name, name -> object.string(name).orElseThrow()));
    }

    static String attributes(Map<String, Object> values) {
        return Json.text(JsonValue.of(values));
    }

    static Map<String, Object> attributes(String text) {
        return object(text).toJava();
    }

    private static JsonArray array(String text) {
        JsonValue value = Json.parse(text.getBytes(StandardCharsets.UTF_8), LIMITS);
        if (value instanceof JsonArray array) {
            return array;
        }
        throw new IllegalStateException("a column of the database must hold a JSON array and holds something else");
    }
}
