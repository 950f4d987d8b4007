package io.orgauth.token;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signs compact JWS (RFC 7515, 7.1) of one {@code typ} with one key. The header is encoded once; a call encodes the
 * payload, signs and joins. Immutable and thread-safe.
 */
final class JwsSigner {
    private static final int ED25519_BYTES = 64;

    private final SigningKey key;
    private final byte[] headerAndDot;

    private JwsSigner(SigningKey key, byte[] headerAndDot) {
        this.key = key;
        this.headerAndDot = headerAndDot;
    }

    static JwsSigner of(SigningKey key, String type) {
        JsonObject header = JsonObject.builder()
                .put("alg", key.algorithm().headerName())
                .put("typ", type)
                .put("kid", key.kid())
                .build();
        String encoded = Base64Url.encode(Json.write(header));
        return new JwsSigner(key, (encoded + ".").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The left half of the hash that goes with the algorithm (OpenID Connect Core, 3.1.3.6). */
    String halfHash(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        byte[] hash = Digest.of("SHA-" + key.algorithm().hashBits(), ascii, ascii.length);
        return Base64Url.encode(Arrays.copyOf(hash, hash.length / 2));
    }

    /** How long the compact form of this payload will be: known before the costly part. */
    int compactLength(byte[] payload) {
        return headerAndDot.length + encodedLength(payload.length) + 1 + encodedLength(signatureBytes());
    }

    String sign(byte[] payload) {
        byte[] encodedPayload = Base64.getUrlEncoder().withoutPadding().encode(payload);
        byte[] input = Arrays.copyOf(headerAndDot, headerAndDot.length + encodedPayload.length);
        System.arraycopy(encodedPayload, 0, input, headerAndDot.length, encodedPayload.length);
        byte[] signature = Base64.getUrlEncoder().withoutPadding().encode(signature(input));

        byte[] compact = Arrays.copyOf(input, input.length + 1 + signature.length);
        compact[input.length] = '.';
        System.arraycopy(signature, 0, compact, input.length + 1, signature.length);
        return new String(compact, StandardCharsets.ISO_8859_1);
    }

    private byte[] signature(byte[] input) {
        try {
            // The JDK's own, since side channels of other providers' signing were not looked at; curve names give R||S.
            Signature signature = JcaSignature.signature(key.algorithm(), null);
            signature.initSign(key.privateKey());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with key " + key.kid() + " failed", e);
        }
    }

    private int signatureBytes() {
        if (key.publicKey() instanceof RSAPublicKey rsa) {
            return (rsa.getModulus().bitLength() + 7) / 8;
        }
        boolean isEd25519 = key.algorithm() == JwsAlgorithm.EDDSA;
        return isEd25519 ? ED25519_BYTES : 2 * Curve.of(key.algorithm()).coordinateBytes();
    }

    private static int encodedLength(int bytes) {
        return (bytes * 4 + 2) / 3;
    }

    @Override
    public String toString() {
        return "JwsSigner[" + key.kid() + "]";
    }
}
