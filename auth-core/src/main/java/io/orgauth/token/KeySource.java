package io.orgauth.token;

import java.nio.charset.StandardCharsets;

/**
 * Where an issuer's keys come from. Nothing a token says ever adds a key.
 *
 * <pre>{@code
 * KeySource keys = KeySource.jwksFile(Path.of("jwks.json"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public abstract class KeySource {
    KeySource() {}

    /** Begins to serve the keys of this issuer. */
    abstract Keys open(String issuer);

    /**
     * The public keys of this JWK Set (RFC 7517, 5), fixed.
     *
     * @param jwks the document
     * @return the source
     * @throws IllegalArgumentException if it is no JWK Set, publishes a symmetric key or holds no usable key
     */
    public static KeySource jwks(String jwks) {
        return new FixedKeys(KeySet.parse(jwks.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A secret shared with the issuer, for HMAC. Prefer keys of two halves: whoever can verify with it can sign.
     *
     * @param algorithm HS256, HS384 or HS512; nothing else is verified with it
     * @param secret at least as many random bytes as the hash has (RFC 7518, 3.2)
     * @return the source
     * @throws IllegalArgumentException if the algorithm is no HMAC or the secret is too short
     */
    public static SharedSecret secret(JwsAlgorithm algorithm, byte[] secret) {
        return new SharedSecret(algorithm, secret);
    }

    /** Keys that never change. */
    static final class FixedKeys extends KeySource {
        private final KeySet keys;

        FixedKeys(KeySet keys) {
            this.keys = keys;
        }

        @Override
        Keys open(String issuer) {
            return () -> keys;
        }
    }
}
