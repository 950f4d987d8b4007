package io.orgauth.token;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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
     * The public keys in this file, a JWK Set. A changed file is read again: when a token names an unknown key, and otherwise
     * within 5 seconds. Replacing the file, or a symbolic link on the way to it, is fine. Content that is broken, empty or gone
     * never replaces a good set.
     *
     * <p>It is read first when the verifier is built, which throws {@link IllegalArgumentException} with one sentence if there
     * is no good set in it.
     *
     * @param file where the document is
     * @return the source
     */
    public static KeySource jwksFile(Path file) {
        return new KeyFile(file);
    }

    /**
     * The public keys at this URL, a JWK Set, asked for again in the background.
     *
     * @param jwks an https URL; http needs a fetcher with its development switch
     * @return the source, with settings to change
     * @throws IllegalArgumentException if it is no URL with a host
     */
    public static RemoteKeySource jwksUri(URI jwks) {
        return RemoteKeySource.at(jwks);
    }

    /**
     * The public keys that the issuer's own metadata leads to (OpenID Connect Discovery 1.0, RFC 8414), asked for again in the
     * background. The metadata's {@code issuer} must be the verifier's, byte for byte.
     *
     * @return the source, with settings to change
     */
    public static RemoteKeySource discovery() {
        return RemoteKeySource.discovered();
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

    /**
     * Keys that another part of the service keeps up to date, as a trust bundle does. What they belong to is the supplier's to
     * know: they must be this issuer's alone.
     *
     * @param supply where they are
     * @return the source
     */
    public static KeySource supplied(KeySupply supply) {
        return new SuppliedKeys(supply);
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
