package io.orgauth.json;

import java.util.Locale;

/**
 * One JSON value: an object, an array, a string, a number, a boolean or null.
 *
 * <p>Values are immutable, nest at most {@value JsonLimits#DEEPEST} deep, and compare by content. Their
 * {@code toString()} tells the shape and not the content, since documents carry passwords and tokens; {@link Json#text}
 * writes one out.
 */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {
    /**
     * What kind of value this is.
     *
     * @return the type
     */
    Type type();

    /**
     * This value in immutable Java types: {@code Map}, {@code List}, {@code String}, {@code Boolean}, {@code Long}, or
     * {@code BigDecimal} for what no {@code Long} holds. A JSON null stays {@link JsonNull#NULL}, so that no map or
     * list here ever holds a Java null.
     *
     * @return the plain value
     */
    Object toJava();

    /**
     * The JSON value of a plain Java value: what {@link #toJava()} returns, and any {@code Map} with {@code String}
     * keys, {@code Collection}, {@code JsonValue}, {@code BigInteger}, {@code BigDecimal} or boxed primitive number.
     *
     * @param plain the value to convert
     * @return its JSON value
     * @throws IllegalArgumentException if it holds something else, a Java null, NaN or an infinity, or nests deeper
     *     than {@value JsonLimits#DEEPEST}
     * @throws JsonException if a string holds half a surrogate pair
     */
    static JsonValue of(Object plain) {
        return PlainJava.valueOf(plain, 0);
    }

    /** The six types of RFC 8259, section 1. */
    enum Type {
        /** {@link JsonObject}. */
        OBJECT,
        /** {@link JsonArray}. */
        ARRAY,
        /** {@link JsonString}. */
        STRING,
        /** {@link JsonNumber}. */
        NUMBER,
        /** {@link JsonBoolean}. */
        BOOLEAN,
        /** {@link JsonNull}. */
        NULL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
