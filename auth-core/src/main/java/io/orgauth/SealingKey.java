package io.orgauth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Seals secrets before they reach a store: signing keys, client secrets, pending logins.
 *
 * <pre>{@code
 * SealingKey.create(Path.of("sealing.key"));                       // once
 * SealingKey sealing = SealingKey.file(Path.of("sealing.key"));
 * byte[] sealed = sealing.seal(context, secret);
 * }</pre>
 *
 * <p>The keys here are AES-256-GCM with a random nonce. A product whose keys live elsewhere, in a key management service
 * for example, implements {@link #seal} and {@link #unseal}. Implementations must be thread-safe and must authenticate
 * {@link Context#encoded()}, so that a sealed value is worthless in any place but its own.
 */
public interface SealingKey {
    /**
     * Seals a secret for one place.
     *
     * @param context the place; the value opens only with an equal one
     * @param secret what to seal; not kept
     * @return the sealed value
     * @throws AuthUnavailableException if the key is out of reach (never for keys of a file)
     */
    byte[] seal(Context context, byte[] secret);

    /**
     * Opens what was sealed for this place.
     *
     * @param context the place
     * @param sealed what {@link #seal} returned
     * @return the secret
     * @throws UnsealException if it does not open; nothing more is said
     * @throws AuthUnavailableException if the key is out of reach (never for keys of a file)
     */
    byte[] unseal(Context context, byte[] sealed);

    /**
     * Whether the value was sealed by the key that seals now. If not, its owner seals it anew at the next occasion, so
     * that an old key can be taken away in the end.
     *
     * @param sealed a sealed value
     * @return true unless a newer key should seal it
     */
    default boolean isCurrent(byte[] sealed) {
        return true;
    }

    /**
     * The keys of a file. It is read once, now; the first key seals, every one unseals.
     *
     * @param path a file made by {@link #create}
     * @return the keys
     * @throws IllegalArgumentException if the file is missing, can't be read, holds no or a damaged key, or others than
     *     its owner may read it
     */
    static SealingKey file(Path path) {
        return SealingKeyRing.of(SealingKeyFile.at(path).keys(), new SecureRandom());
    }

    /**
     * Makes a file with one new key that only its owner may read. Keep a copy apart from the database: without the key,
     * what it sealed is lost.
     *
     * @param path a file that does not exist
     * @throws IllegalArgumentException if it exists or can't be written
     */
    static void create(Path path) {
        SealingKeyFile.at(path).create(new SecureRandom());
    }

    /**
     * Puts a new key in front of those in the file; old ones stay, to unseal. Takes effect where the file is read again,
     * so with several nodes give them all the new file before any of them restarts with it: take its first line, append
     * it on every node, restart them, and only then put it first.
     *
     * @param path a file made by {@link #create}
     * @throws IllegalArgumentException as {@link #file}
     */
    static void rotate(Path path) {
        SealingKeyFile.at(path).rotate(new SecureRandom());
    }

    /**
     * A new key that is nowhere but in memory: for tests and demos, since what it seals dies with the process.
     *
     * @return the key
     */
    static SealingKey inMemory() {
        return inMemory(new SecureRandom());
    }

    /**
     * A key that is nowhere but in memory.
     *
     * @param random makes the key and the nonces
     * @return the key
     */
    static SealingKey inMemory(SecureRandom random) {
        return SealingKeyRing.of(List.of(SealingKeyRing.Key.random(random)), random);
    }

    /**
     * The one place where a sealed value is good, so that whoever writes to the store can't swap two of them.
     *
     * @param table the kind of row
     * @param organization the organization that owns the row, if one does
     * @param row the row's id
     * @param purpose which secret of the row
     * @param version the row's version, or 0 if it has none
     */
    record Context(String table, Optional<OrganizationId> organization, String row, String purpose, long version) {
        /**
         * Checks the parts.
         *
         * @param table as the record says
         * @param organization as the record says
         * @param row as the record says
         * @param purpose as the record says
         * @param version as the record says
         * @throws IllegalArgumentException if a text is empty, longer than 255 characters or holds invisible ones
         */
        public Context {
            Text.identifier("table", table, 255);
            Text.identifier("row", row, 255);
            Text.identifier("purpose", purpose, 255);
        }

        /**
         * The additional authenticated data. Each text is preceded by its length, so that no two places look alike.
         *
         * @return an unambiguous encoding
         */
        public byte[] encoded() {
            String owner = organization.map(OrganizationId::value).orElse("");
            List<byte[]> texts = List.of(utf8(table), utf8(owner), utf8(row), utf8(purpose));
            int size =
                    texts.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
            ByteBuffer encoded = ByteBuffer.allocate(size + Long.BYTES);
            texts.forEach(text -> encoded.putInt(text.length).put(text));
            return encoded.putLong(version).array();
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
