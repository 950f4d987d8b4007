package io.orgauth.json;

/**
 * How much of a document {@link Json} is willing to read; each bound is inclusive and checked while reading.
 *
 * <p>An immutable value. {@link #standard()} fits tokens; bigger documents say so:
 *
 * <pre>{@code
 * JsonLimits keySet = JsonLimits.standard().withMaxBytes(1 << 20).withMaxMembers(10_000);
 * }</pre>
 *
 * @param maxBytes length of the whole document in bytes
 * @param maxDepth how deep objects and arrays nest, at most {@value #DEEPEST}; {@code []} has depth 1
 * @param maxMembers members of all objects and elements of all arrays of the document together
 * @param maxDigits digits of one number, those of its fraction and exponent included, at most {@value #MOST_DIGITS}
 * @param maxStringLength UTF-16 units of one name or string after unescaping
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxMembers, int maxDigits, int maxStringLength) {
    /** The deepest nesting any {@link JsonValue} has, so that walking one can't exhaust a thread's stack. */
    public static final int DEEPEST = 256;

    /** The most digits a number may be allowed: conversion to a number takes quadratic time in them. */
    public static final int MOST_DIGITS = 1_000;

    // 20 digits hold every 64-bit integer and every double as Double.toString prints it, exponent included.
    private static final JsonLimits STANDARD = new JsonLimits(65_536, 32, 1_000, 20, 16_384);

    /**
     * Checks the bounds.
     *
     * @param maxBytes from 1
     * @param maxDepth from 1 to {@value #DEEPEST}
     * @param maxMembers from 1
     * @param maxDigits from 1 to {@value #MOST_DIGITS}
     * @param maxStringLength from 1
     * @throws IllegalArgumentException if a bound is outside its range
     */
    public JsonLimits {
        requireWithin("maxBytes", maxBytes, Integer.MAX_VALUE);
        requireWithin("maxDepth", maxDepth, DEEPEST);
        requireWithin("maxMembers", maxMembers, Integer.MAX_VALUE);
        requireWithin("maxDigits", maxDigits, MOST_DIGITS);
        requireWithin("maxStringLength", maxStringLength, Integer.MAX_VALUE);
    }

    /**
     * The bounds for tokens: 65,536 bytes, depth 32, 1,000 members, 20 digits, strings of 16,384 characters.
     *
     * @return the standard bounds
     */
    public static JsonLimits standard() {
        return STANDARD;
    }

    /**
     * These limits with another length of the document.
     *
     * @param bytes the most bytes to read
     * @return the changed limits
     * @throws IllegalArgumentException if it is below 1
     */
    public JsonLimits withMaxBytes(int bytes) {
        return new JsonLimits(bytes, maxDepth, maxMembers, maxDigits, maxStringLength);
    }

    /**
     * These limits with another depth.
     *
     * @param depth the deepest nesting to read
     * @return the changed limits
     * @throws IllegalArgumentException if it is below 1 or above {@value #DEEPEST}
     */
    public JsonLimits withMaxDepth(int depth) {
        return new JsonLimits(maxBytes, depth, maxMembers, maxDigits, maxStringLength);
    }

    /**
     * These limits with another count of members.
     *
     * @param members the most members and elements to read
     * @return the changed limits
     * @throws IllegalArgumentException if it is below 1
     */
    public JsonLimits withMaxMembers(int members) {
        return new JsonLimits(maxBytes, maxDepth, members, maxDigits, maxStringLength);
    }

    /**
     * These limits with another count of digits.
     *
     * @param digits the most digits to read of one number
     * @return the changed limits
     * @throws IllegalArgumentException if it is below 1 or above {@value #MOST_DIGITS}
     */
    public JsonLimits withMaxDigits(int digits) {
        return new JsonLimits(maxBytes, maxDepth, maxMembers, digits, maxStringLength);
    }

    /**
     * These limits with another length of strings.
     *
     * @param length the most UTF-16 units of one name or string
     * @return the changed limits
     * @throws IllegalArgumentException if it is below 1
     */
    public JsonLimits withMaxStringLength(int length) {
        return new JsonLimits(maxBytes, maxDepth, maxMembers, maxDigits, length);
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ", got " + value);
        }
    }
}
