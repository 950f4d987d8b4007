package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A JSON number, kept as it was written and never rounded.
 *
 * <p>Numbers are compared by value: {@code 1000}, {@code 1000.0} and {@code 1e3} are equal, and all three are integers,
 * since RFC 8259 gives spellings no meaning and issuers use all of them for dates.
 */
public final class JsonNumber implements JsonValue {
    /** The largest exponent read or written, either way; a bigger one turns a few bytes into gigabytes of digits. */
    static final int MAX_EXPONENT = 999;

    private final long plain;
    /** The spelling, unless it is the canonical one of {@link #plain}: dates then cost no text at all. */
    private final @Nullable String spelling;

    private JsonNumber(long plain, @Nullable String spelling) {
        this.plain = plain;
        this.spelling = spelling;
    }

    /**
     * The JSON value of an integer.
     *
     * @param value the integer
     * @return its JSON value
     */
    public static JsonNumber of(long value) {
        return new JsonNumber(value, null);
    }

    /**
     * The JSON value of a decimal number, with its scale kept.
     *
     * @param value the number
     * @return its JSON value
     * @throws IllegalArgumentException if it has more than 1,000 digits, or in scientific notation an exponent beyond
     *     -999 or 999
     */
    public static JsonNumber of(BigDecimal value) {
        long exponent = (long) value.precision() - value.scale() - 1;
        if (Math.abs(exponent) > MAX_EXPONENT || value.precision() > JsonLimits.MOST_DIGITS) {
            throw new IllegalArgumentException("number has too many digits for JSON, round it first");
        }
        return spelled(value.toString());
    }

    /** For the reader, which has checked the grammar and the bounds. */
    static JsonNumber spelled(String spelling) {
        return new JsonNumber(0, spelling);
    }

    /**
     * The number as it was written.
     *
     * @return the spelling
     */
    public String text() {
        return spelling == null ? Long.toString(plain) : spelling;
    }

    /**
     * Whether the number has no fraction; it may still not fit a {@code long}.
     *
     * @return whether it is an integer
     */
    public boolean isInteger() {
        return spelling == null || stripped(spelling).scale() <= 0;
    }

    /**
     * The number as a {@code long}, exactly.
     *
     * @return the integer
     * @throws JsonException with {@code NOT_AN_INTEGER} if it has a fraction, {@code OUT_OF_RANGE} if it does not fit
     */
    public long longValue() {
        return longValue("number");
    }

    long longValue(String place) {
        if (spelling == null) {
            return plain;
        }
        BigDecimal value = stripped(spelling);
        if (value.scale() > 0) {
            throw JsonException.in(place, Problem.NOT_AN_INTEGER, "has a fraction, expected an integer");
        }
        if (!fitsLong(value)) {
            throw JsonException.in(place, Problem.OUT_OF_RANGE, "is beyond 64 bits");
        }
        return value.longValue();
    }

    /**
     * The number, exactly.
     *
     * @return the decimal number
     */
    public BigDecimal decimalValue() {
        return spelling == null ? BigDecimal.valueOf(plain) : new BigDecimal(spelling);
    }

    @Override
    public Type type() {
        return Type.NUMBER;
    }

    /** A {@code Long} if the value is an integer that fits, else a {@code BigDecimal} without trailing zeros. */
    @Override
    public Number toJava() {
        if (spelling == null) {
            return plain;
        }
        BigDecimal value = stripped(spelling);
        return value.scale() <= 0 && fitsLong(value) ? (Number) value.longValue() : value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonNumber number && toJava().equals(number.toJava());
    }

    @Override
    public int hashCode() {
        return toJava().hashCode();
    }

    @Override
    public String toString() {
        return "JsonNumber[length=" + text().length() + ']';
    }

    private static BigDecimal stripped(String spelling) {
        return new BigDecimal(spelling).stripTrailingZeros();
    }

    private static boolean fitsLong(BigDecimal integer) {
        return integer.toBigInteger().bitLength() < Long.SIZE;
    }
}
