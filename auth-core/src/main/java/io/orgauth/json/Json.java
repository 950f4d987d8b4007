package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Reads and writes JSON (RFC 8259).
 *
 * <p>Reading is strict and bounded: no byte order mark, comment, trailing comma, duplicate name, malformed UTF-8 or
 * lone surrogate passes, and {@link JsonLimits} hold while reading, so that refusing costs time in the bound and not in
 * the size of the document. Writing is compact and the same every time, and what is written reads back as an equal
 * value wherever the limits allow its size.
 *
 * <pre>{@code
 * JsonObject claims = Json.parseObject(payload);
 * byte[] body = Json.write(JsonObject.builder().put("active", true).build());
 * }</pre>
 */
public final class Json {
    private Json() {}

    /**
     * Reads a document within {@link JsonLimits#standard()}.
     *
     * @param utf8 the document
     * @return its value
     * @throws JsonException if it is refused
     */
    public static JsonValue parse(byte[] utf8) {
        return parse(utf8, JsonLimits.standard());
    }

    /**
     * Reads a document.
     *
     * @param utf8 the document
     * @param limits how much to read
     * @return its value
     * @throws JsonException if it is refused
     */
    public static JsonValue parse(byte[] utf8, JsonLimits limits) {
        return parse(utf8, 0, utf8.length, limits);
    }

    /**
     * Reads a document that is part of a buffer. The buffer is not kept.
     *
     * @param buffer where the document is
     * @param from its first byte
     * @param to the byte after its last
     * @param limits how much to read
     * @return its value
     * @throws JsonException if it is refused
     * @throws IndexOutOfBoundsException if the range is not within the buffer
     */
    public static JsonValue parse(byte[] buffer, int from, int to, JsonLimits limits) {
        Objects.checkFromToIndex(from, to, buffer.length);
        return DocumentReader.read(buffer, from, to, limits);
    }

    /**
     * Reads a document that is an object within {@link JsonLimits#standard()}.
     *
     * @param utf8 the document
     * @return the object
     * @throws JsonException if it is refused; with {@code WRONG_TYPE} if it is no object
     */
    public static JsonObject parseObject(byte[] utf8) {
        return parseObject(utf8, JsonLimits.standard());
    }

    /**
     * Reads a document that is an object.
     *
     * @param utf8 the document
     * @param limits how much to read
     * @return the object
     * @throws JsonException if it is refused; with {@code WRONG_TYPE} if it is no object
     */
    public static JsonObject parseObject(byte[] utf8, JsonLimits limits) {
        return parseObject(utf8, 0, utf8.length, limits);
    }

    /**
     * Reads a document that is an object and part of a buffer. The buffer is not kept.
     *
     * @param buffer where the document is
     * @param from its first byte
     * @param to the byte after its last
     * @param limits how much to read
     * @return the object
     * @throws JsonException if it is refused; with {@code WRONG_TYPE} if it is no object
     * @throws IndexOutOfBoundsException if the range is not within the buffer
     */
    public static JsonObject parseObject(byte[] buffer, int from, int to, JsonLimits limits) {
        JsonValue value = parse(buffer, from, to, limits);
        if (value instanceof JsonObject object) {
            return object;
        }
        String found = "is " + value.type().word() + ", expected object";
        throw JsonException.in("document", Problem.WRONG_TYPE, found);
    }

    /**
     * Writes a value as compact UTF-8, members in their order. Characters that end a script element or a line in some
     * reader ({@code <}, {@code >}, U+007F, U+2028, U+2029) are escaped.
     *
     * @param value the value
     * @return its document
     */
    public static byte[] write(JsonValue value) {
        return DocumentWriter.write(value);
    }

    /**
     * Writes a value like {@link #write}, as text.
     *
     * @param value the value
     * @return its document
     */
    public static String text(JsonValue value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }
}
