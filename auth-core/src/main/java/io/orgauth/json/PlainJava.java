package io.orgauth.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns plain Java values into JSON; the way back is {@link JsonValue#toJava()}. */
final class PlainJava {
    private PlainJava() {}

    /** The depth is counted on the way down: a map that holds itself must be refused, not followed. */
    static JsonValue valueOf(@Nullable Object plain, int depth) {
        if (plain instanceof JsonValue value) {
            return value;
        }
        if (plain instanceof String text) {
            return JsonString.of(text);
        }
        if (plain instanceof Boolean bool) {
            return JsonBoolean.of(bool);
        }
        if (plain instanceof Number number) {
            return number(number);
        }
        if (plain instanceof Map<?, ?> map) {
            return object(map, Members.above(depth));
        }
        if (plain instanceof Collection<?> collection) {
            return array(collection, Members.above(depth));
        }
        throw unknown(plain);
    }

    private static JsonNumber number(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return JsonNumber.of(number.longValue());
        }
        if (number instanceof BigDecimal decimal) {
            return JsonNumber.of(decimal);
        }
        if (number instanceof BigInteger integer) {
            return JsonNumber.of(new BigDecimal(integer));
        }
        if ((number instanceof Double || number instanceof Float) && Double.isFinite(number.doubleValue())) {
            return JsonNumber.of(new BigDecimal(number.toString()));
        }
        throw unknown(number);
    }

    private static JsonObject object(Map<?, ?> map, int depth) {
        Members members = new Members();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new IllegalArgumentException("a JSON name must be a String, convert the keys of the map first");
            }
            if (!members.add(JsonString.requireWellFormed(name), valueOf(entry.getValue(), depth))) {
                throw new IllegalArgumentException("two keys of the map are the same JSON name, use a HashMap");
            }
        }
        return new JsonObject(members);
    }

    private static JsonArray array(Collection<?> collection, int depth) {
        List<JsonValue> values = new ArrayList<>(collection.size());
        for (Object element : collection) {
            values.add(valueOf(element, depth));
        }
        return JsonArray.of(values);
    }

    private static IllegalArgumentException unknown(@Nullable Object plain) {
        if (plain == null) {
            return new IllegalArgumentException("JSON has no Java null, use JsonNull.NULL or leave it out");
        }
        String type = plain.getClass().getName();
        return new IllegalArgumentException("JSON has no value for this " + type + ", convert it to a String first");
    }
}
