package io.orgauth.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of SHA-2, which every Java runtime has. */
final class Digest {
    private Digest() {}

    static byte[] sha256(byte[] bytes) {
        return of("SHA-256", bytes, bytes.length);
    }

    /** The hash of {@code buffer[0, length)}. */
    static byte[] of(String hash, byte[] buffer, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance(hash);
            digest.update(buffer, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + hash, e);
        }
    }
}
