package io.orgauth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with the first of its AES-256 keys, unseals with any.
 *
 * <p>Format: one byte version, 8 bytes key id, 12 bytes nonce, ciphertext, 16 bytes tag. Version and key id are
 * authenticated with the context. Random nonces are good for 2^32 values a key (NIST SP 800-38D, 8.3). Thread-safe.
 */
final class SealingKeyRing implements SealingKey {
    private static final byte FORMAT = 1;
    private static final int HEADER_BYTES = 1 + Key.ID_BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final List<Key> keys;
    private final SecureRandom random;

    private SealingKeyRing(List<Key> keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    static SealingKeyRing of(List<Key> keys, SecureRandom random) {
        return new SealingKeyRing(List.copyOf(keys), random);
    }

    @Override
    public byte[] seal(Context context, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] header = header(keys.get(0));
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, header, context);
            byte[] encrypted = cipher.doFinal(secret);
            return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + encrypted.length)
                    .put(header)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime can't encrypt with AES-256-GCM", e);
        }
    }

    @Override
    public byte[] unseal(Context context, byte[] sealed) {
        if (sealed.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES) {
            throw new UnsealException();
        }
        byte[] header = Arrays.copyOf(sealed, HEADER_BYTES);
        byte[] nonce = Arrays.copyOfRange(sealed, HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
        int start = HEADER_BYTES + NONCE_BYTES;
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, keyOf(header), nonce, header, context);
            return cipher.doFinal(sealed, start, sealed.length - start);
        } catch (GeneralSecurityException e) {
            throw new UnsealException();
        }
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        // Where the first is but the beginning of the second, they part at its end.
        return Arrays.mismatch(header(keys.get(0)), sealed) == HEADER_BYTES;
    }

    @Override
    public String toString() {
        return "SealingKey" + keys;
    }

    private Key keyOf(byte[] header) {
        for (Key key : keys) {
            if (Arrays.equals(header, header(key))) {
                return key;
            }
        }
        throw new UnsealException();
    }

    private static byte[] header(Key key) {
        return ByteBuffer.allocate(HEADER_BYTES).put(FORMAT).put(key.id).array();
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, byte[] header, Context context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(context.encoded());
        return cipher;
    }

    /** One AES-256 key. Its id follows from the key, so that a damaged key in a file is noticed before it seals. */
    static final class Key {
        static final int ID_BYTES = 8;
        static final int KEY_BYTES = 32;

        private final SecretKey secret;
        private final byte[] id;

        private Key(byte[] bytes) {
            this.secret = new SecretKeySpec(bytes, "AES");
            this.id = idOf(bytes);
        }

        static Key random(SecureRandom random) {
            byte[] bytes = new byte[KEY_BYTES];
            random.nextBytes(bytes);
            return of(bytes);
        }

        static Key of(byte[] bytes) {
            return new Key(bytes);
        }

        String id() {
            return HexFormat.of().formatHex(id);
        }

        /** Only for writing the key file. */
        byte[] bytes() {
            return secret.getEncoded();
        }

        boolean hasId(String hex) {
            return MessageDigest.isEqual(
                    id().getBytes(StandardCharsets.US_ASCII), hex.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public String toString() {
            return "Key[" + id() + " redacted]";
        }

        private static byte[] idOf(byte[] bytes) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
                byte[] digest = mac.doFinal("orgauth sealing key id".getBytes(StandardCharsets.US_ASCII));
                return Arrays.copyOf(digest, ID_BYTES);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
            }
        }
    }
}
