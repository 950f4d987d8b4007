package io.orgauth.token;

import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes public keys as JWK and JWK Set (RFC 7517, RFC 8037). It never reads a private key, so it can't publish one. */
final class JwkWriter {
    private static final int ED25519_BYTES = 32;

    private JwkWriter() {}

    /** The JWK Set of these keys; key ids are unique, as they are thumbprints of different keys. */
    static byte[] set(List<SigningKey> keys) {
        JsonArray jwks = JsonArray.of(keys.stream().map(JwkWriter::jwk).toList());
        return Json.write(JsonObject.builder().put("keys", jwks).build());
    }

    /** The key id of RFC 7638: the SHA-256 of the required members in lexicographic order. */
    static String thumbprint(JwsAlgorithm algorithm, PublicKey key) {
        JsonObject.Builder canonical = JsonObject.builder();
        required(algorithm, key).forEach(canonical::put);
        return Base64Url.encode(Digest.sha256(Json.write(canonical.build())));
    }

    static JsonObject jwk(SigningKey key) {
        JsonObject.Builder jwk = JsonObject.builder()
                .put("use", "sig")
                .put("alg", key.algorithm().headerName())
                .put("kid", key.kid());
        required(key.algorithm(), key.publicKey()).forEach(jwk::put);
        return jwk.build();
    }

    /** The members that make the key what it is, in the lexicographic order that RFC 7638, 3.3 wants. */
    private static SortedMap<String, String> required(JwsAlgorithm algorithm, PublicKey key) {
        return new TreeMap<>(members(algorithm, key));
    }

    private static Map<String, String> members(JwsAlgorithm algorithm, PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return Map.of("kty", "RSA", "n", unsigned(rsa.getModulus()), "e", unsigned(rsa.getPublicExponent()));
        }
        if (key instanceof ECPublicKey ec) {
            Curve curve = Curve.of(algorithm);
            String x = fixed(ec.getW().getAffineX(), curve.coordinateBytes());
            String y = fixed(ec.getW().getAffineY(), curve.coordinateBytes());
            return Map.of("kty", "EC", "crv", curve.jwkName(), "x", x, "y", y);
        }
        if (key instanceof EdECPublicKey ed) {
            return Map.of("kty", "OKP", "crv", "Ed25519", "x", Base64Url.encode(encodedPoint(ed)));
        }
        throw new IllegalArgumentException("no JWK for a key of " + key.getAlgorithm());
    }

    /** RFC 8032, 5.1.2: y in 32 bytes, little endian, the lowest bit of x on top. */
    private static byte[] encodedPoint(EdECPublicKey key) {
        byte[] bigEndian = padded(key.getPoint().getY(), ED25519_BYTES);
        byte[] encoded = new byte[ED25519_BYTES];
        for (int i = 0; i < ED25519_BYTES; i++) {
            encoded[i] = bigEndian[ED25519_BYTES - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            encoded[ED25519_BYTES - 1] |= (byte) 0x80;
        }
        return encoded;
    }

    /** RFC 7518, 2, Base64urlUInt: no leading zero byte. */
    private static String unsigned(BigInteger value) {
        return fixed(value, (value.bitLength() + 7) / 8);
    }

    /** RFC 7518, 6.2.1.2: the full width of the field, leading zeros included. */
    private static String fixed(BigInteger value, int bytes) {
        return Base64Url.encode(padded(value, bytes));
    }

    private static byte[] padded(BigInteger value, int bytes) {
        byte[] signed = value.toByteArray();
        int from = Math.max(signed.length - bytes, 0);
        byte[] padded = new byte[bytes];
        int length = signed.length - from;
        System.arraycopy(signed, from, padded, bytes - length, length);
        return padded;
    }
}
