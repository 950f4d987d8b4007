package io.orgauth.token;

import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/** Keys of the genuine issuer and of a stranger, made by the JDK once in a JVM, as making RSA keys is slow. */
final class TestKeys {
    /** Those whose keys have two halves. */
    static final List<JwsAlgorithm> ASYMMETRIC = Stream.of(JwsAlgorithm.values())
            .filter(algorithm -> !isHmac(algorithm))
            .toList();

    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

    private TestKeys() {}

    /** The issuer's key. RS and PS share one, as an RSA key without {@code alg} may. */
    static Key signingKey(JwsAlgorithm algorithm) {
        return isHmac(algorithm)
                ? new SecretKeySpec(secret(algorithm), "HMAC")
                : issuer(algorithm).getPrivate();
    }

    /** A key of the same kind that the issuer does not have. */
    static PrivateKey strangersKey(JwsAlgorithm algorithm) {
        return pair("stranger", algorithm).getPrivate();
    }

    static KeyPair issuer(JwsAlgorithm algorithm) {
        return pair("issuer", algorithm);
    }

    static KeyPair stranger(JwsAlgorithm algorithm) {
        return pair("stranger", algorithm);
    }

    /** As long as the hash. */
    static byte[] secret(JwsAlgorithm algorithm) {
        byte[] secret =
                "a secret of sixty-four bytes, which is as much as HS512 asks for".getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(secret, Integer.parseInt(algorithm.headerName().substring(2)) / 8);
    }

    static String kid(JwsAlgorithm algorithm) {
        return "key-" + algorithm.headerName();
    }

    /** The issuer's public keys, each with its algorithm and id. */
    static String jwks(JwsAlgorithm... algorithms) {
        return jwks(Stream.of(algorithms).map(TestKeys::jwk).toList());
    }

    static String jwks(List<JsonObject> jwks) {
        return Json.text(JsonObject.builder().put("keys", JsonArray.of(jwks)).build());
    }

    static JsonObject jwk(JwsAlgorithm algorithm) {
        return jwk(algorithm, issuer(algorithm))
                .put("kid", kid(algorithm))
                .put("alg", algorithm.headerName())
                .build();
    }

    /** The public half without {@code kid} and {@code alg}. */
    static JsonObject.Builder jwk(JwsAlgorithm algorithm, KeyPair pair) {
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return rsa(rsa.getModulus(), rsa.getPublicExponent());
        }
        if (pair.getPublic() instanceof ECPublicKey ec) {
            int bytes = (ec.getParams().getOrder().bitLength() + 7) / 8;
            return JsonObject.builder()
                    .put("kty", "EC")
                    .put("crv", "P-" + ec.getParams().getOrder().bitLength())
                    .put("x", base64(fixed(ec.getW().getAffineX(), bytes)))
                    .put("y", base64(fixed(ec.getW().getAffineY(), bytes)));
        }
        byte[] encoded = pair.getPublic().getEncoded();
        return ed25519(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    static JsonObject.Builder rsa(BigInteger modulus, BigInteger exponent) {
        return JsonObject.builder()
                .put("kty", "RSA")
                .put("n", base64(unsigned(modulus)))
                .put("e", base64(unsigned(exponent)));
    }

    static JsonObject.Builder ed25519(byte[] x) {
        return JsonObject.builder().put("kty", "OKP").put("crv", "Ed25519").put("x", base64(x));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] unsigned(BigInteger value) {
        return fixed(value, (value.bitLength() + 7) / 8);
    }

    static byte[] fixed(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[length];
        int kept = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - kept, fixed, length - kept, kept);
        return fixed;
    }

    static boolean isHmac(JwsAlgorithm algorithm) {
        return algorithm.headerName().startsWith("HS");
    }

    private static KeyPair pair(String owner, JwsAlgorithm algorithm) {
        String kind = switch (algorithm) {
            case ES256 -> "secp256r1";
            case ES384 -> "secp384r1";
            case ES512 -> "secp521r1";
            case EDDSA -> "Ed25519";
            default -> "RSA";
        };
        return PAIRS.computeIfAbsent(owner + " " + kind, name -> generate(kind));
    }

    private static KeyPair generate(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.startsWith("secp") ? "EC" : kind);
            if (kind.equals("RSA")) {
                generator.initialize(2048);
            } else if (kind.startsWith("secp")) {
                generator.initialize(new ECGenParameterSpec(kind));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
