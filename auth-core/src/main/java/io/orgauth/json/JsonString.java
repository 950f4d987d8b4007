package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;

/** A JSON string. It holds no half of a surrogate pair, so writing one can't fail. */
public final class JsonString implements JsonValue {
    private final String value;

    private JsonString(String value) {
        this.value = value;
    }

    /**
     * The JSON value of a string.
     *
     * @param value the string
     * @return its JSON value
     * @throws JsonException with {@code LONE_SURROGATE} if the string holds half a surrogate pair
     */
    public static JsonString of(String value) {
        return new JsonString(requireWellFormed(value));
    }

    /** For the reader, whose strings are well formed already. */
    static JsonString trusted(String value) {
        return new JsonString(value);
    }

    static String requireWellFormed(String text) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
                throw JsonException.in("string", Problem.LONE_SURROGATE, "holds half a surrogate pair");
            }
            i += Character.charCount(codePoint);
        }
        return text;
    }

    /**
     * The string itself.
     *
     * @return the string
     */
    public String value() {
        return value;
    }

    @Override
    public Type type() {
        return Type.STRING;
    }

    @Override
    public String toJava() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString string && value.equals(string.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "JsonString[length=" + value.length() + ']';
    }
}
