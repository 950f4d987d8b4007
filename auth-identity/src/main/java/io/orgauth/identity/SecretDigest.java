package io.orgauth.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a secret of at least 128 random bits: all that a store keeps of it. For passwords use {@code Passwords}.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record SecretDigest(String hex) {
    /**
     * Checks the form.
     *
     * @param hex as the record says
     * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
     */
    public SecretDigest {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a digest is 64 lower-case hexadecimal digits");
        }
    }

    /**
     * The digest of a secret.
     *
     * @param secret at least 128 random bits: what people choose needs a slow hash
     * @return its SHA-256
     */
    public static SecretDigest of(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return new SecretDigest(HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Whether both are the same, compared in constant time.
     *
     * @param other another digest
     * @return true if they are
     */
    public boolean matches(SecretDigest other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }

    /** Nothing of the digest: it is not secret, but it has no place in a log either. */
    @Override
    public String toString() {
        return "SecretDigest[redacted]";
    }
}
