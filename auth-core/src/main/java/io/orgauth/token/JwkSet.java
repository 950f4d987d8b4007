package io.orgauth.token;

import io.orgauth.InvalidCredentialException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * The public keys of a JWK Set (RFC 7517, 5), read once. They verify what {@link DocumentSigner} signs, and tokens where
 * {@link KeySource#supplied} hands them to a verifier. Immutable and thread-safe.
 */
public final class JwkSet {
    private final KeySet keys;
    private final JwsVerifier verifier;

    private JwkSet(KeySet keys) {
        this.keys = keys;
        this.verifier = new JwsVerifier(() -> keys, EnumSet.allOf(JwsAlgorithm.class));
    }

    /**
     * Reads a set. A key that is broken or too weak is left out.
     *
     * @param json the document
     * @return the keys
     * @throws IllegalArgumentException if it is no JWK Set, publishes a symmetric key or holds no usable key
     */
    public static JwkSet parse(String json) {
        return new JwkSet(KeySet.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * What one of these keys signed as a document of this type. The type is compared exactly (RFC 8725, 3.11), so that neither
     * a token nor a document of another kind is ever taken for it.
     *
     * @param compact the compact JWS (RFC 7515, 7.1)
     * @param type the {@code typ} it must have
     * @param maxBytes a longer one is refused unread
     * @return the payload
     * @throws InvalidCredentialException with a {@link TokenReason}: MALFORMED_TOKEN, TOKEN_TOO_LARGE, UNKNOWN_KEY,
     *     ALGORITHM_MISMATCH, INVALID_SIGNATURE, OTHER_TOKEN_TYPE and the like
     */
    public byte[] verified(String compact, String type, int maxBytes) {
        return verified(compact, Set.of(type), maxBytes);
    }

    /**
     * The same for a document that may be of one of several types, such as a client's assertion, whose specification names none.
     *
     * @param compact the compact JWS (RFC 7515, 7.1)
     * @param types each a {@code typ} in lower case that it may have; the empty text for none at all
     * @param maxBytes a longer one is refused unread
     * @return the payload
     * @throws InvalidCredentialException as {@link #verified(String, String, int)}
     */
    public byte[] verified(String compact, Set<String> types, int maxBytes) {
        Jws jws = Jws.parse(compact, maxBytes);
        JwsHeader header = verifier.verify(jws);
        if (!types.contains(header.type())) {
            throw new InvalidCredentialException(
                    TokenReason.OTHER_TOKEN_TYPE, "document's \"typ\" is none of " + types);
        }
        return jws.payload();
    }

    /**
     * The ids of the keys.
     *
     * @return an unmodifiable set
     */
    public Set<String> keyIds() {
        return keys.kids();
    }

    KeySet keys() {
        return keys;
    }

    /** The ids only. */
    @Override
    public String toString() {
        return "JwkSet[" + keys + "]";
    }
}
