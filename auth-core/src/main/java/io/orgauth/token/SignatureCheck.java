package io.orgauth.token;

/** One algorithm with one key, ready to verify. Immutable and thread-safe. */
@FunctionalInterface
interface SignatureCheck {
    /** Whether the signature is the key's over {@code buffer[0, length)}. A malformed signature is just false. */
    boolean verifies(byte[] buffer, int length, byte[] signature);
}
