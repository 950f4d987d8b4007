package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON object: members in the order they were written, each name once.
 *
 * <p>The typed accessors tell an absent member from a wrong one: absent is empty, while a member of any other type,
 * null included, is refused. {@code "exp": null} is therefore never taken for a token without {@code exp}.
 *
 * <pre>{@code
 * JsonObject claims = Json.parseObject(payload);
 * String issuer = claims.string("iss").orElseThrow();
 * byte[] answer = Json.write(JsonObject.builder().put("active", true).put("iss", issuer).build());
 * }</pre>
 *
 * <p>Two objects with equal members in another order are equal (RFC 8259, section 4).
 */
public final class JsonObject implements JsonValue {
    private final Members members;
    private final int depth;

    /** The object owns the members from here on. */
    JsonObject(Members members) {
        this.members = members;
        this.depth = members.depth();
    }

    /**
     * A builder of an object.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether there is a member of that name, be it null.
     *
     * @param name the member's name
     * @return whether it is present
     */
    public boolean has(String name) {
        return members.has(name);
    }

    /**
     * The names of the members.
     *
     * @return an immutable list in the order of the document
     */
    public List<String> names() {
        return members.names();
    }

    /**
     * How many members there are.
     *
     * @return the count
     */
    public int size() {
        return members.size();
    }

    /**
     * A member of any type.
     *
     * @param name the member's name
     * @return its value, or empty if absent
     */
    public Optional<JsonValue> value(String name) {
        return Optional.ofNullable(members.value(name));
    }

    /**
     * A member that is a string.
     *
     * @param name the member's name
     * @return its value, or empty if absent
     * @throws JsonException with {@code WRONG_TYPE} if it is of another type
     */
    public Optional<String> string(String name) {
        return member(name, JsonString.class, Type.STRING).map(JsonString::value);
    }

    /**
     * A member that is a number.
     *
     * @param name the member's name
     * @return its value, or empty if absent
     * @throws JsonException with {@code WRONG_TYPE} if it is of another type
     */
    public Optional<JsonNumber> number(String name) {
        return member(name, JsonNumber.class, Type.NUMBER);
    }

    /**
     * A member that is an integer of 64 bits, in any spelling.
     *
     * @param name the member's name
     * @return its value, or empty if absent
     * @throws JsonException with {@code WRONG_TYPE} if it is of another type, {@code NOT_AN_INTEGER} if it has a
     *     fraction, {@code OUT_OF_RANGE} if it does not fit
     */
    public OptionalLong longValue(String name) {
        JsonNumber number = number(name).orElse(null);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number.longValue(place(name)));
    }

    /**
     * A member that is true or false.
     *
     * @param name the member's name
     * @return its value, or empty if absent
     * @throws JsonException with {@code WRONG_TYPE} if it is of another type
     */
    public Optional<Boolean> bool(String name) {
        return member(name, JsonBoolean.class, Type.BOOLEAN).map(JsonBoolean::value);
    }

    /**
     * A member that is an object.
     *
     * @param name the member's name
     * @return its value, or empty if absent
     * @throws JsonException with {@code WRONG_TYPE} if it is of another type
     */
    public Optional<JsonObject> object(String name) {
        return member(name, JsonObject.class, Type.OBJECT);
    }

    /**
     * A member that is an array.
     *
     * @param name the member's name
     * @return its value, or empty if absent
     * @throws JsonException with {@code WRONG_TYPE} if it is of another type
     */
    public Optional<JsonArray> array(String name) {
        return member(name, JsonArray.class, Type.ARRAY);
    }

    /**
     * A member that is an array of strings.
     *
     * @param name the member's name
     * @return its elements as an immutable list, or empty if absent
     * @throws JsonException with {@code WRONG_TYPE} if it is of another type, or an element is no string
     */
    public Optional<List<String>> strings(String name) {
        return array(name).map(array -> array.strings(place(name)));
    }

    @Override
    public Type type() {
        return Type.OBJECT;
    }

    @Override
    public Map<String, Object> toJava() {
        Map<String, Object> plain = new LinkedHashMap<>(members.size() * 2);
        for (int i = 0; i < members.size(); i++) {
            plain.put(members.name(i), members.value(i).toJava());
        }
        return Collections.unmodifiableMap(plain);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject object && size() == object.size() && hasAllOf(object);
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < members.size(); i++) {
            sum += members.name(i).hashCode() ^ members.value(i).hashCode();
        }
        return sum;
    }

    @Override
    public String toString() {
        return "JsonObject[size=" + members.size() + ']';
    }

    Members members() {
        return members;
    }

    int depth() {
        return depth;
    }

    private boolean hasAllOf(JsonObject object) {
        for (int i = 0; i < members.size(); i++) {
            if (!members.value(i).equals(object.members.value(members.name(i)))) {
                return false;
            }
        }
        return true;
    }

    private <V extends JsonValue> Optional<V> member(String name, Class<V> type, Type expected) {
        JsonValue value = members.value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        String found = "is " + value.type().word() + ", expected " + expected.word();
        throw JsonException.in(place(name), Problem.WRONG_TYPE, found);
    }

    /** A caller may walk over {@link #names()}, and what a stranger wrote there must not reach a log as it is. */
    private static String place(String name) {
        boolean harmless = name.length() <= 64 && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"');
        return harmless ? '"' + name + '"' : "member";
    }

    /** Builds a {@link JsonObject}, one member at a time; not safe to share between threads. */
    public static final class Builder {
        private final Members members = new Members();

        private Builder() {}

        /**
         * Adds a string.
         *
         * @param name a name not used before
         * @param value the string
         * @return this builder
         * @throws IllegalArgumentException if the name is used already
         * @throws JsonException with {@code LONE_SURROGATE} if a string holds half a surrogate pair
         */
        public Builder put(String name, String value) {
            return put(name, JsonString.of(value));
        }

        /**
         * Adds an integer.
         *
         * @param name a name not used before
         * @param value the integer
         * @return this builder
         * @throws IllegalArgumentException if the name is used already
         * @throws JsonException with {@code LONE_SURROGATE} if the name holds half a surrogate pair
         */
        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        /**
         * Adds a boolean.
         *
         * @param name a name not used before
         * @param value the boolean
         * @return this builder
         * @throws IllegalArgumentException if the name is used already
         * @throws JsonException with {@code LONE_SURROGATE} if the name holds half a surrogate pair
         */
        public Builder put(String name, boolean value) {
            return put(name, JsonBoolean.of(value));
        }

        /**
         * Adds an array of strings.
         *
         * @param name a name not used before
         * @param values the strings, in order
         * @return this builder
         * @throws IllegalArgumentException if the name is used already
         * @throws JsonException with {@code LONE_SURROGATE} if a string holds half a surrogate pair
         */
        public Builder put(String name, Collection<String> values) {
            return put(name, JsonArray.ofStrings(values));
        }

        /**
         * Adds any value.
         *
         * @param name a name not used before
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the name is used already
         * @throws JsonException with {@code LONE_SURROGATE} if the name holds half a surrogate pair
         */
        public Builder put(String name, JsonValue value) {
            if (!members.add(JsonString.requireWellFormed(name), value)) {
                throw new IllegalArgumentException("JSON member " + place(name) + " is there already, put it once");
            }
            return this;
        }

        /**
         * The object of the members so far; the builder may be used further.
         *
         * @return the object
         * @throws IllegalArgumentException if it nests deeper than {@value JsonLimits#DEEPEST}
         */
        public JsonObject build() {
            return new JsonObject(members.copy());
        }
    }
}
