package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JwkWriterTest {
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /** RFC 7638, 3.1. */
    @Test
    void thumbprint_exampleOfTheRfc_agrees() throws Exception {
        String modulus =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKR"
                        + "XjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJ"
                        + "ZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqb"
                        + "w0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        BigInteger n = new BigInteger(1, Base64.getUrlDecoder().decode(modulus));
        PublicKey key =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, BigInteger.valueOf(65_537)));
        assertEquals("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", JwkWriter.thumbprint(JwsAlgorithm.RS256, key));
    }

    /** RFC 8037, A.2 and A.3. */
    @Test
    void thumbprint_ed25519ExampleOfTheRfc_agrees() throws Exception {
        byte[] encoded = Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        PublicKey key = ed25519(encoded);
        assertEquals("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", JwkWriter.thumbprint(JwsAlgorithm.EDDSA, key));
    }

    @Test
    void thumbprint_otherKeyType_isRefused() throws Exception {
        KeyPairGenerator dh = KeyPairGenerator.getInstance("X25519");
        PublicKey key = dh.generateKeyPair().getPublic();
        assertThrows(IllegalArgumentException.class, () -> JwkWriter.thumbprint(JwsAlgorithm.EDDSA, key));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HS256", "HS384", "HS512"})
    void set_everyAlgorithm_isReadByNimbusAsThePublicKey(JwsAlgorithm algorithm) throws Exception {
        SigningKey key = generator(algorithm, 2_048).generate(SigningKeyState.ACTIVE, Instant.EPOCH);
        JWK jwk = parse(List.of(key)).getKeys().get(0);
        assertFalse(jwk.isPrivate());
        assertEquals(KeyUse.SIGNATURE, jwk.getKeyUse());
        assertEquals(algorithm.headerName(), jwk.getAlgorithm().getName());
        assertEquals(key.kid(), jwk.getKeyID());
        assertEquals(key.kid(), jwk.computeThumbprint().toString());
        assertEquals(1, KeySet.parse(JwkWriter.set(List.of(key))).size());
    }

    @Test
    void set_rsa3072_hasTheLongerModulus() throws Exception {
        SigningKey key = generator(JwsAlgorithm.RS256, 3_072).generate(SigningKeyState.ACTIVE, Instant.EPOCH);
        assertEquals(3_072, parse(List.of(key)).getKeys().get(0).size());
    }

    @Test
    void set_members_arePublicAndInOneOrder() {
        SigningKey key = generator(JwsAlgorithm.ES256, 0).generate(SigningKeyState.NEXT, Instant.EPOCH);
        JsonObject jwk = Json.parseObject(JwkWriter.set(List.of(key)))
                .array("keys")
                .orElseThrow()
                .objects()
                .get(0);
        assertEquals(List.of("use", "alg", "kid", "crv", "kty", "x", "y"), jwk.names());
        for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.RS256, JwsAlgorithm.EDDSA)) {
            SigningKey other = generator(algorithm, 2_048).generate(SigningKeyState.NEXT, Instant.EPOCH);
            assertTrue(
                    Json.parseObject(JwkWriter.set(List.of(other)))
                            .array("keys")
                            .orElseThrow()
                            .objects()
                            .get(0)
                            .names()
                            .stream()
                            .noneMatch(PRIVATE::contains));
        }
    }

    /** One coordinate in 128 begins with a zero byte, which must stay (RFC 7518, 6.2.1.2); same for Ed25519's bits. */
    @ParameterizedTest
    @EnumSource(names = {"ES256", "ES512", "EDDSA"})
    void set_manyKeys_agreeWithNimbusToTheBit(JwsAlgorithm algorithm) throws Exception {
        SigningKeyGenerator generator = generator(algorithm, 0);
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            keys.add(generator.generate(SigningKeyState.RETIRED, Instant.EPOCH));
        }
        JWKSet set = parse(keys);
        Set<String> kids = new TreeSet<>();
        for (int i = 0; i < keys.size(); i++) {
            JWK jwk = set.getKeys().get(i);
            assertEquals(keys.get(i).kid(), jwk.computeThumbprint().toString());
            if (algorithm == JwsAlgorithm.EDDSA) {
                assertEquals(
                        keys.get(i).publicKey(), ed25519(jwk.toOctetKeyPair().getDecodedX()));
            } else {
                assertEquals(keys.get(i).publicKey(), jwk.toECKey().toPublicKey());
                int bytes = Curve.of(algorithm).coordinateBytes();
                assertEquals(bytes, jwk.toECKey().getX().decode().length);
                assertEquals(bytes, jwk.toECKey().getY().decode().length);
            }
            kids.add(jwk.getKeyID());
        }
        assertEquals(200, kids.size());
    }

    private static JWKSet parse(List<SigningKey> keys) throws Exception {
        return JWKSet.parse(new String(JwkWriter.set(keys), StandardCharsets.UTF_8));
    }

    private static PublicKey ed25519(byte[] encoded) throws Exception {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = encoded[31 - i];
        }
        boolean odd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(odd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private static SigningKeyGenerator generator(JwsAlgorithm algorithm, int rsaBits) {
        return new SigningKeyGenerator(algorithm, rsaBits, new SecureRandom());
    }
}
