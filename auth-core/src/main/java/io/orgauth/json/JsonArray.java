package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** A JSON array: an immutable list of values. */
public final class JsonArray implements JsonValue, Iterable<JsonValue> {
    private final List<JsonValue> values;
    private final int depth;

    private JsonArray(List<JsonValue> values) {
        this.values = values;
        int deepest = 0;
        for (JsonValue value : values) {
            deepest = Math.max(deepest, Members.depthOf(value));
        }
        this.depth = Members.above(deepest);
    }

    /**
     * An array of values.
     *
     * @param values the elements, in order
     * @return the array
     * @throws IllegalArgumentException if it would nest deeper than {@value JsonLimits#DEEPEST}
     */
    public static JsonArray of(JsonValue... values) {
        return new JsonArray(List.of(values));
    }

    /**
     * An array of values.
     *
     * @param values the elements, in order; the collection is copied
     * @return the array
     * @throws IllegalArgumentException if it would nest deeper than {@value JsonLimits#DEEPEST}
     */
    public static JsonArray of(Collection<? extends JsonValue> values) {
        return new JsonArray(List.copyOf(values));
    }

    /**
     * An array of strings.
     *
     * @param strings the elements, in order
     * @return the array
     * @throws JsonException with {@code LONE_SURROGATE} if a string holds half a surrogate pair
     */
    public static JsonArray ofStrings(Collection<String> strings) {
        List<JsonValue> values = new ArrayList<>(strings.size());
        strings.forEach(string -> values.add(JsonString.of(string)));
        return of(values);
    }

    /**
     * The elements.
     *
     * @return an immutable list
     */
    public List<JsonValue> values() {
        return values;
    }

    /**
     * How many elements there are.
     *
     * @return the count
     */
    public int size() {
        return values.size();
    }

    /**
     * The elements as strings.
     *
     * @return an immutable list
     * @throws JsonException with {@code WRONG_TYPE} if an element is no string
     */
    public List<String> strings() {
        return strings("array");
    }

    List<String> strings(String place) {
        String[] strings = new String[values.size()];
        for (int i = 0; i < strings.length; i++) {
            if (!(values.get(i) instanceof JsonString string)) {
                throw wrongElement(place, i, Type.STRING);
            }
            strings[i] = string.value();
        }
        return List.of(strings);
    }

    /**
     * The elements as objects.
     *
     * @return an immutable list
     * @throws JsonException with {@code WRONG_TYPE} if an element is no object
     */
    public List<JsonObject> objects() {
        JsonObject[] objects = new JsonObject[values.size()];
        for (int i = 0; i < objects.length; i++) {
            if (!(values.get(i) instanceof JsonObject object)) {
                throw wrongElement("array", i, Type.OBJECT);
            }
            objects[i] = object;
        }
        return List.of(objects);
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return values.iterator();
    }

    @Override
    public Type type() {
        return Type.ARRAY;
    }

    @Override
    public List<Object> toJava() {
        Object[] plain = new Object[values.size()];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = values.get(i).toJava();
        }
        return List.of(plain);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray array && values.equals(array.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "JsonArray[size=" + values.size() + ']';
    }

    int depth() {
        return depth;
    }

    private JsonException wrongElement(String place, int index, Type expected) {
        String found = values.get(index).type().word();
        return JsonException.in(
                place, Problem.WRONG_TYPE, "has " + found + " at " + index + ", expected " + expected.word());
    }
}
