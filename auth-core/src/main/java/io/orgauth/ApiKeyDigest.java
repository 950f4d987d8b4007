package io.orgauth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of an API key, all that is ever stored of it. A key has 160 random bits that nobody guesses, so it needs none of the
 * slow hashes that passwords do.
 *
 * <p>Compared in constant time by {@link #matches} only, and redacted. Immutable and thread-safe.
 */
public final class ApiKeyDigest {
    /** The length in bytes. */
    public static final int LENGTH = 32;

    // Four numbers in place of an array: a data plane holds a million of these.
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private ApiKeyDigest(ByteBuffer bytes) {
        this.first = bytes.getLong();
        this.second = bytes.getLong();
        this.third = bytes.getLong();
        this.fourth = bytes.getLong();
    }

    /**
     * The digest that was stored.
     *
     * @param bytes what {@link #bytes()} gave
     * @return the digest
     * @throws IllegalArgumentException if they are not {@value #LENGTH}
     */
    public static ApiKeyDigest of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a digest must have " + LENGTH + " bytes");
        }
        return new ApiKeyDigest(ByteBuffer.wrap(bytes));
    }

    /**
     * The digest that was stored as text.
     *
     * @param hex what {@link #hex()} gave
     * @return the digest
     * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
     */
    public static ApiKeyDigest ofHex(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        ApiKeyDigest digest = of(bytes);
        if (!digest.hex().equals(hex)) {
            throw new IllegalArgumentException("a digest must be written in lower case");
        }
        return digest;
    }

    static ApiKeyDigest ofText(String key) {
        try {
            byte[] text = key.getBytes(StandardCharsets.US_ASCII);
            return of(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /**
     * Whether both are of the same key, in a time that does not depend on where they differ.
     *
     * @param other the other digest
     * @return true if they are the same
     */
    public boolean matches(ApiKeyDigest other) {
        long difference =
                (first ^ other.first) | (second ^ other.second) | (third ^ other.third) | (fourth ^ other.fourth);
        return difference == 0;
    }

    /**
     * The digest for a store.
     *
     * @return {@value #LENGTH} new bytes
     */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /**
     * The digest as text for a store.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** Nothing of the digest: it is not secret, but it has no place in a log either. */
    @Override
    public String toString() {
        return "ApiKeyDigest[redacted]";
    }
}
